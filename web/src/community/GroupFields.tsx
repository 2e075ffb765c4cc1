import { useTranslation } from 'react-i18next';
import { MicroCredentialPicker } from '../catalog/MicroCredentialPicker.tsx';
import { fieldProblem } from '../shell/problem-of.ts';
import { Button } from '../ui/Button.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './community.module.css';
import type { Group } from './queries.ts';

/** What a group is, as its form holds it. */
export interface GroupForm {
  name: string;
  purpose: string;
  kind: 'plc' | 'cohort';
  startsOn: string;
  endsOn: string;
  microCredentials: Group['microCredentials'];
}

/** The form's content as the API takes it. */
export const bodyOf = ({ name, purpose, kind, startsOn, endsOn, microCredentials }: GroupForm) => ({
  name,
  purpose,
  kind,
  startsOn: startsOn || null,
  endsOn: endsOn || null,
  microCredentialIds: microCredentials.map(({ id }) => id),
});

export interface GroupFieldsProps {
  form: GroupForm;
  error: unknown;
  onChange: (form: GroupForm) => void;
}

/** The fields of a group, for forming and for changing it. */
export function GroupFields({ form, error, onChange }: GroupFieldsProps) {
  const { t } = useTranslation('community');
  const set = (part: Partial<GroupForm>) => onChange({ ...form, ...part });
  return (
    <>
      <TextField
        label={t('fields.name')}
        maxLength={120}
        value={form.name}
        error={fieldProblem(error, 'name')}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextArea
        label={t('fields.purpose')}
        hint={t('fields.purposeHint')}
        optional={t('optional')}
        maxLength={4000}
        value={form.purpose}
        onChange={(event) => set({ purpose: event.target.value })}
      />
      <RadioGroup
        legend={t('fields.kind')}
        name="kind"
        inline
        value={form.kind}
        options={(['plc', 'cohort'] as const).map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={(kind) => set({ kind: kind === 'cohort' ? 'cohort' : 'plc' })}
      />
      <div className={styles.two}>
        <TextField
          label={t('fields.startsOn')}
          optional={t('optional')}
          type="date"
          value={form.startsOn}
          onChange={(event) => set({ startsOn: event.target.value })}
        />
        <TextField
          label={t('fields.endsOn')}
          optional={t('optional')}
          type="date"
          value={form.endsOn}
          error={fieldProblem(error, 'endsOn')}
          onChange={(event) => set({ endsOn: event.target.value })}
        />
      </div>
      <div className={styles.chosenField}>
        <p className={styles.label}>{t('fields.microCredentials')}</p>
        <p className={styles.small}>{t('fields.microCredentialsHint')}</p>
        <ul className={styles.chosen}>
          {form.microCredentials.map((item) => (
            <li key={item.id}>
              <span>{item.title}</span>
              <Button
                size="small"
                variant="quiet"
                icon="close"
                iconOnly
                onClick={() => set({ microCredentials: form.microCredentials.filter(({ id }) => id !== item.id) })}
              >
                {t('fields.take', { name: item.title })}
              </Button>
            </li>
          ))}
        </ul>
        <MicroCredentialPicker
          label={t('fields.add')}
          optional={t('optional')}
          empty={t('fields.noneFits')}
          showAll={t('fields.showAll')}
          without={form.microCredentials.map(({ slug }) => slug)}
          onPick={({ id, slug, title }) => set({ microCredentials: [...form.microCredentials, { id, slug, title }] })}
        />
      </div>
    </>
  );
}
