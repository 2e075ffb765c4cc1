import { useTranslation } from 'react-i18next';
import { Checkbox } from '../ui/Checkbox.tsx';
import { TextField } from '../ui/TextField.tsx';

/** What the earner says of an item. */
export interface ItemFacts {
  title: string;
  showsStudents: boolean;
  consentAttested: boolean;
}

/** Whether the facts suffice. */
export const isComplete = (facts: ItemFacts): boolean => facts.title.trim() !== '' && (!facts.showsStudents || facts.consentAttested);

export interface ItemFieldsProps {
  facts: ItemFacts;
  onChange: (facts: ItemFacts) => void;
  /** Says what is missing. */
  tried: boolean;
}

/** Title, whether students can be recognized, and then the consent. */
export function ItemFields({ facts, onChange, tried }: ItemFieldsProps) {
  const { t } = useTranslation('portfolio');
  return (
    <>
      <TextField
        label={t('evidence.name')}
        hint={t('evidence.nameHint')}
        value={facts.title}
        maxLength={200}
        error={tried && !facts.title.trim() ? t('evidence.nameMissing') : undefined}
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
