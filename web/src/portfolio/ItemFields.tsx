import { useTranslation } from 'react-i18next';
import { Checkbox } from '../ui/Checkbox.tsx';
import { TextField } from '../ui/TextField.tsx';

/** What the earner says of an item. */
export interface ItemFacts {
  title: string;
  showsStudents: boolean;
  consentAttested: boolean;
}

/** Whether the facts suffice; of a link the title may be left to its page. */
export const isComplete = (facts: ItemFacts, titleOptional = false): boolean =>
  (titleOptional || facts.title.trim() !== '') && (!facts.showsStudents || facts.consentAttested);

export interface ItemFieldsProps {
  facts: ItemFacts;
  onChange: (facts: ItemFacts) => void;
  /** Says what is missing. */
  tried: boolean;
  /** Without a title it takes that of its page. */
  ofLink?: boolean;
}

/** Title, whether students can be recognized, and then the consent. */
export function ItemFields({ facts, onChange, tried, ofLink = false }: ItemFieldsProps) {
  const { t } = useTranslation('portfolio');
  return (
    <>
      <TextField
        label={t('evidence.name')}
        hint={t(ofLink ? 'evidence.linkNameHint' : 'evidence.nameHint')}
        {...(ofLink && { optional: t('journey.optional') })}
        value={facts.title}
        maxLength={200}
        error={tried && !ofLink && !facts.title.trim() ? t('evidence.nameMissing') : undefined}
        onChange={(event) => onChange({ ...facts, title: event.target.value })}
      />
      <Checkbox
        label={t('evidence.students')}
        hint={t('evidence.studentsHint')}
        checked={facts.showsStudents}
        onChange={(event) => onChange({ ...facts, showsStudents: event.target.checked, consentAttested: false })}
      />
      {facts.showsStudents && (
        <Checkbox
          label={t('evidence.consent')}
          checked={facts.consentAttested}
          error={tried && !facts.consentAttested ? t('evidence.consentMissing') : undefined}
          onChange={(event) => onChange({ ...facts, consentAttested: event.target.checked })}
        />
      )}
    </>
  );
}
