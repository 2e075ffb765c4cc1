import { useTranslation } from 'react-i18next';
import { useRoleName } from '../../identity/role-names.ts';
import { numberOf } from '../../learning/draft-parts.ts';
import { PartHead } from '../../learning/PartHead.tsx';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './authoring.module.css';
import type { ProgramDraft } from './authoring-queries.ts';
import type { PartProps } from './part-props.ts';

type Reviewer = ProgramDraft['preApproval']['steps'][number];
const reviewing = ['reviewer', 'coach', 'hr', 'recognizer-admin'] as const;
/** As long as a chain may be. */
const most = 3;

/** Whether one asks beforehand, who looks at it one after the other, and whether groups ask together. */
export function ApprovalFields({ value, set }: PartProps) {
  const { t } = useTranslation('programAuthoring');
  const { preApproval, groups } = value;
  const setSteps = (change: (steps: readonly Reviewer[]) => Reviewer[]) =>
    set((now) => ({ preApproval: { ...now.preApproval, steps: change(now.preApproval.steps) } }));
  return (
    <Section title={t('approval.title')}>
      <div className={styles.fields}>
        <RadioGroup
          legend={t('approval.ask')}
          name="pre-approval"
          value={preApproval.kind}
          options={[
            { value: 'none', label: t('approval.none') },
            { value: 'chain', label: t('approval.chain') },
          ]}
          onChange={(kind) => set({ preApproval: { ...preApproval, kind: kind as 'none' | 'chain' } })}
        />
        {preApproval.kind === 'chain' && (
          <>
            {preApproval.steps.map((step, index) => (
              <ReviewerFields
                // biome-ignore lint/suspicious/noArrayIndexKey: a reviewer has nothing but its place while one types its name
                key={index}
                step={step}
                index={index}
                count={preApproval.steps.length}
                onList={setSteps}
                onChange={(part) => setSteps((steps) => steps.map((one, place) => (place === index ? { ...one, ...part } : one)))}
              />
            ))}
            {preApproval.steps.length < most && (
              <p>
                <Button size="small" icon="add" onClick={() => setSteps((steps) => [...steps, { title: '', role: 'recognizer-admin' }])}>
                  {t('approval.add')}
                </Button>
              </p>
            )}
            <RadioGroup
              legend={t('groups.mode')}
              name="groups"
              value={groups.mode}
              options={(['none', 'optional', 'required'] as const).map((mode) => ({ value: mode, label: t(`groups.${mode}`) }))}
              onChange={(mode) => set({ groups: { ...groups, mode: mode as 'none' } })}
            />
            {groups.mode !== 'none' && (
              <div className={styles.two}>
                {(['min', 'max'] as const).map((end) => (
                  <TextField
                    key={end}
                    label={t(`groups.${end}`)}
                    type="number"
                    min={2}
                    max={500}
                    after={t('groups.people')}
                    value={groups[end] ?? ''}
                    onChange={(event) => set({ groups: { ...groups, [end]: numberOf(event.target) } })}
                  />
                ))}
              </div>
            )}
          </>
        )}
      </div>
    </Section>
  );
}

interface ReviewerFieldsProps {
  step: Reviewer;
  index: number;
  count: number;
  onList: (change: (steps: readonly Reviewer[]) => Reviewer[]) => void;
  onChange: (part: Partial<Reviewer>) => void;
}

function ReviewerFields({ step, index, count, onList, onChange }: ReviewerFieldsProps) {
  const { t } = useTranslation('programAuthoring');
  const roleName = useRoleName();
  const heading = t('approval.step', { number: index + 1 });
  return (
    <section className={styles.part} aria-label={heading}>
      <PartHead headingLevel={3} title={heading} name={step.title || heading} item={step} index={index} count={count} onChange={onList} />
      <div className={styles.two}>
        <TextField
          label={t('approval.name')}
          hint={t('approval.nameHint')}
          value={step.title}
          maxLength={200}
          onChange={(event) => onChange({ title: event.target.value })}
        />
        <Select
          label={t('approval.role')}
          value={step.role}
          options={reviewing.map((role) => ({ value: role, label: roleName(role) }))}
          onChange={(event) => onChange({ role: event.target.value as Reviewer['role'] })}
        />
      </div>
    </section>
  );
}
