import { useTranslation } from 'react-i18next';
import { useRoleName } from '../../identity/role-names.ts';
import { numberOf } from '../../learning/draft-parts.ts';
import type { SavedDocument } from '../../learning/saved-document.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ApprovalFields } from './ApprovalFields.tsx';
import styles from './authoring.module.css';
import type { BeingWritten, ProgramDraft } from './authoring-queries.ts';
import { ListEditor } from './ListEditor.tsx';
import type { PartProps } from './part-props.ts';
import type { Known } from './program-of-draft.ts';
import { StepsEditor } from './StepsEditor.tsx';

const roles = ['educator', 'coach', 'reviewer', 'hr', 'recognizer-admin'] as const;

export interface ProgramEditorProps {
  program: BeingWritten;
  draft: SavedDocument<ProgramDraft>;
  known: ReadonlyMap<string, Known>;
  /** Told of micro-credentials that were found in the catalog. */
  onKnown: (found: readonly Known[]) => void;
}

/** The program as a form, in the order in which its page tells it. */
export function ProgramEditor({ program, draft, known, onKnown }: ProgramEditorProps) {
  const set: PartProps['set'] = (change) =>
    draft.change({ ...draft.value, ...(typeof change === 'function' ? change(draft.value) : change) });
  const part = { value: draft.value, set };
  return (
    <div className={styles.editor}>
      <What {...part} />
      <Who {...part} program={program} />
      <ListEditor {...part} known={known} onKnown={onKnown} />
      <Choosing {...part} />
      <StepsEditor {...part} program={program} />
      <ApprovalFields {...part} />
    </div>
  );
}

function What({ value, set }: PartProps) {
  const { t } = useTranslation('programAuthoring');
  return (
    <Section title={t('what.title')}>
      <div className={styles.fields}>
        <TextField label={t('what.name')} value={value.name} maxLength={200} onChange={(event) => set({ name: event.target.value })} />
        <TextArea
          label={t('what.summary')}
          hint={t('what.summaryHint')}
          rows={3}
          maxLength={600}
          value={value.summary}
          onChange={(event) => set({ summary: event.target.value })}
        />
        <TextArea
          label={t('what.mission')}
          hint={t('what.missionHint')}
          optional={t('optional')}
          rows={4}
          maxLength={4000}
          value={value.mission}
          onChange={(event) => set({ mission: event.target.value })}
        />
      </div>
    </Section>
  );
}

function Who({ value, set, program }: PartProps & { program: BeingWritten }) {
  const { t } = useTranslation('programAuthoring');
  const roleName = useRoleName();
  const { audience } = value;
  const { schools } = audience;
  const setAudience = (change: Partial<ProgramDraft['audience']>) => set({ audience: { ...audience, ...change } });
  const toggled = <T,>(list: readonly T[], item: T): T[] => (list.includes(item) ? list.filter((one) => one !== item) : [...list, item]);
  return (
    <Section title={t('who.title')}>
      <div className={styles.fields}>
        <CheckboxGroup legend={t('who.roles')} inline>
          {roles.map((role) => (
            <Checkbox
              key={role}
              label={roleName(role)}
              checked={audience.roles.includes(role)}
              onChange={() => setAudience({ roles: toggled(audience.roles, role) })}
            />
          ))}
        </CheckboxGroup>
        {program.schools.length > 0 ? (
          <>
            <RadioGroup
              legend={t('who.schools')}
              name="schools"
              value={schools ? 'some' : 'all'}
              options={[
                { value: 'all', label: t('who.everywhere', { name: program.recognizer.name }) },
                { value: 'some', label: t('who.some') },
              ]}
              onChange={(which) => setAudience({ schools: which === 'all' ? null : [] })}
            />
            {schools && (
              <CheckboxGroup legend={t('who.some')}>
                {program.schools.map(({ id, name }) => (
                  <Checkbox
                    key={id}
                    label={name}
                    checked={schools.includes(id)}
                    onChange={() => setAudience({ schools: toggled(schools, id) })}
                  />
                ))}
              </CheckboxGroup>
            )}
          </>
        ) : (
          <p className={styles.small}>{t('who.noSchools')}</p>
        )}
        <div className={styles.two}>
          {(['opensOn', 'closesOn'] as const).map((day) => (
            <TextField
              key={day}
              label={t(`who.${day}`)}
              optional={t('optional')}
              type="date"
              value={value[day] ?? ''}
              onChange={(event) => set({ [day]: event.target.value || null })}
            />
          ))}
        </div>
        <TextField
          label={t('who.capacity')}
          hint={t('who.capacityHint')}
          optional={t('optional')}
          type="number"
          min={1}
          width="short"
          value={value.capacity ?? ''}
          onChange={(event) => set({ capacity: numberOf(event.target) })}
        />
      </div>
    </Section>
  );
}

function Choosing({ value: { choice }, set }: PartProps) {
  const { t } = useTranslation('programAuthoring');
  const change = (part: Partial<ProgramDraft['choice']>) => set({ choice: { ...choice, ...part } });
  return (
    <Section title={t('choice.title')}>
      <div className={styles.fields}>
        <div className={styles.two}>
          <TextField
            label={t('choice.atLeast')}
            type="number"
            min={0}
            value={choice.atLeast ?? ''}
            onChange={(event) => change({ atLeast: numberOf(event.target) })}
          />
          <TextField
            label={t('choice.atMost')}
            hint={t('choice.atMostHint')}
            optional={t('optional')}
            type="number"
            min={1}
            value={choice.atMost ?? ''}
            onChange={(event) => change({ atMost: numberOf(event.target) })}
          />
        </div>
        <Checkbox
          label={t('choice.change')}
          checked={choice.changeAfterBegun}
          onChange={(event) => change({ changeAfterBegun: event.target.checked })}
        />
      </div>
    </Section>
  );
}
