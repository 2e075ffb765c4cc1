import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import type { components } from '../../api/generated.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { FormProblem } from '../FormProblem.tsx';
import { errorAt } from '../incentives/error-at.ts';
import styles from '../pay.module.css';
import { mappingQuery } from '../pay-queries.ts';

type Mapping = components['schemas']['PayrollMapping'];
type Column = Mapping['columns'][number];

const kinds = ['base-salary', 'stipend', 'credit', 'hours', 'endorsement', 'status'] as const;
const values = [
  'hr-identifier',
  'name',
  'email',
  'kind',
  'amount',
  'unit',
  'earned-on',
  'effective-on',
  'incentive',
  'entry-id',
  'reverses',
  'closing',
  'constant',
] as const;
const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const;
const dates = ['2026-11-25', '11/25/2026', '25.11.2026'] as const;

/** Which columns a payroll file has, in their order. */
export function MappingEditor({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('pay');
  const { data, error } = useQuery(mappingQuery(organizationId));
  return (
    <Disclosure title={t('payroll.mapping')}>
      <p className={styles.small}>{t('payroll.mappingLead')}</p>
      <ProblemCallout error={error} />
      {data && <Editor key={data.revision} organizationId={organizationId} saved={data.mapping} revision={data.revision} />}
    </Disclosure>
  );
}

function Editor({ organizationId, saved, revision }: { organizationId: string; saved: Mapping; revision: number }) {
  const { t } = useTranslation('pay');
  const queries = useQueryClient();
  const toast = useToast();
  const [mapping, setMapping] = useState(saved);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/organizations/{organizationId}/payroll-mapping', {
          params: { path: { organizationId } },
          body: { mapping, revision },
        }),
      ),
    onSuccess: () => {
      toast({ text: t('payroll.saved'), tone: 'positive' });
      return queries.invalidateQueries({ queryKey: mappingQuery(organizationId).queryKey });
    },
  });
  const { columns } = mapping;
  const change = (part: Partial<Mapping>) => setMapping({ ...mapping, ...part });
  const column = (index: number, part: Partial<Column>) =>
    change({ columns: columns.map((one, place) => (place === index ? { ...one, ...part } : one)) });
  const move = (index: number, by: 1 | -1) => {
    const moved = [...columns];
    const [one] = moved.splice(index, 1);
    if (one) moved.splice(index + by, 0, one);
    change({ columns: moved });
  };
  return (
    <form
      className={styles.pane}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className={styles.fields}>
        <Select
          label={t('payroll.rows')}
          value={mapping.rows}
          options={(['entry', 'educator'] as const).map((value) => ({ value, label: t(`payroll.rowsOf.${value}`) }))}
          onChange={(event) => change({ rows: event.target.value as Mapping['rows'] })}
        />
        <Select
          label={t('payroll.delimiter')}
          value={mapping.delimiter}
          options={(['comma', 'semicolon', 'tab'] as const).map((name) => ({
            value: delimiters[name],
            label: t(`payroll.delimiters.${name}`),
          }))}
          onChange={(event) => change({ delimiter: event.target.value as Mapping['delimiter'] })}
        />
        <Select
          label={t('payroll.dates')}
          value={mapping.dates}
          options={dates.map((value) => ({ value, label: value }))}
          onChange={(event) => change({ dates: event.target.value as Mapping['dates'] })}
        />
      </div>
      <CheckboxGroup legend={t('payroll.kinds')} inline error={errorAt(save.error, 'mapping/kinds')}>
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`kind.${kind}`)}
            checked={mapping.kinds.includes(kind)}
            onChange={(event) =>
              change({ kinds: event.target.checked ? [...mapping.kinds, kind] : mapping.kinds.filter((one) => one !== kind) })
            }
          />
        ))}
      </CheckboxGroup>
      <ol className={styles.list}>
        {columns.map(({ header, value, constant }, index) => {
          const name = header || t('payroll.column', { number: index + 1 });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column has nothing but its place while one types its header
            <li key={index} className={styles.fields}>
              <TextField
                label={t('payroll.header')}
                value={header}
                error={errorAt(save.error, `mapping/columns/${index}`)}
                onChange={(event) => column(index, { header: event.target.value })}
              />
              <Select
                label={t('payroll.holds')}
                value={value}
                options={values.map((one) => ({ value: one, label: t(`payroll.values.${one}`) }))}
                onChange={(event) => column(index, { value: event.target.value as Column['value'] })}
              />
              {value === 'constant' && (
                <TextField
                  label={t('payroll.constant')}
                  value={constant}
                  onChange={(event) => column(index, { constant: event.target.value })}
                />
              )}
              <span className={styles.row}>
                <Button variant="quiet" icon="arrow-up" iconOnly disabled={index === 0} onClick={() => move(index, -1)}>
                  {t('payroll.up', { name })}
                </Button>
                <Button variant="quiet" icon="arrow-down" iconOnly disabled={index === columns.length - 1} onClick={() => move(index, 1)}>
                  {t('payroll.down', { name })}
                </Button>
                <Button
                  variant="quiet"
                  icon="trash"
                  iconOnly
                  disabled={columns.length === 1}
                  onClick={() => change({ columns: columns.filter((_, place) => place !== index) })}
                >
                  {t('payroll.remove', { name })}
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      <FormProblem error={save.error} part="mapping" />
      <span className={styles.row}>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t('payroll.save')}
        </Button>
        <Button icon="add" onClick={() => change({ columns: [...columns, { header: '', value: 'constant', constant: '' }] })}>
          {t('payroll.add')}
        </Button>
      </span>
    </form>
  );
}
