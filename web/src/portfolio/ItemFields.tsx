import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { NamesFound } from './class-roster/NamesFound.tsx';

/** What the earner says of an item. */
export interface ItemFacts {
  title: string;
  showsStudents: boolean;
  consentAttested: boolean;
  consentHow: ConsentHow;
  /** The last day it holds; empty without end. */
  consentUntil: string;
}

const ways = ['school-form', 'family-form', 'own-word', 'other'] as const;
type ConsentHow = (typeof ways)[number];

/** What is said of an item before anything is. */
export const noFacts: Omit<ItemFacts, 'title'> = {
  showsStudents: false,
  consentAttested: false,
  consentHow: 'school-form',
  consentUntil: '',
};

/** The same as the API takes it. */
export const consentOf = ({ showsStudents, consentHow, consentUntil }: ItemFacts) =>
  showsStudents ? { how: consentHow, until: consentUntil || null } : null;

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
  const titleId = useId();
  return (
    <>
      <TextField
        id={titleId}
        label={t('evidence.name')}
        hint={t(ofLink ? 'evidence.linkNameHint' : 'evidence.nameHint')}
        {...(ofLink && { optional: t('journey.optional') })}
        value={facts.title}
        maxLength={200}
        error={tried && !ofLink && !facts.title.trim() ? t('evidence.nameMissing') : undefined}
        onChange={(event) => onChange({ ...facts, title: event.target.value })}
      />
      <NamesFound fieldId={titleId} text={facts.title} onReplace={(title) => onChange({ ...facts, title })} />
      <Checkbox
        label={t('evidence.students')}
        hint={t('evidence.studentsHint')}
        checked={facts.showsStudents}
        onChange={(event) => onChange({ ...facts, showsStudents: event.target.checked, consentAttested: false })}
      />
      {facts.showsStudents && (
        <>
          <Select
            label={t('evidence.consentHow')}
            value={facts.consentHow}
            options={ways.map((value) => ({ value, label: t(`evidence.consentWays.${value}`) }))}
            onChange={(event) => onChange({ ...facts, consentHow: event.target.value as ConsentHow })}
          />
          <TextField
            label={t('evidence.consentUntil')}
            hint={t('evidence.consentUntilHint')}
            optional={t('journey.optional')}
            type="date"
            width="medium"
            value={facts.consentUntil}
            onChange={(event) => onChange({ ...facts, consentUntil: event.target.value })}
          />
        </>
      )}
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
