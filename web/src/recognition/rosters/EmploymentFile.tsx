import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import type { components } from '../../api/generated.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Table } from '../../ui/Table.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { CsvButton } from '../CsvButton.tsx';
import styles from '../pay.module.css';
import { RowErrors } from '../RowErrors.tsx';
import { saidDate } from '../said-amount.ts';

type Change = components['schemas']['EmploymentChange'];
type Facts = components['schemas']['EmploymentFacts'];

const facts = [
  'hrIdentifier',
  'position',
  'contract',
  'school',
  'hiredOn',
  'endedOn',
  'licenceStartsOn',
  'licenceEndsOn',
] as const satisfies readonly (keyof Facts)[];

/** Records employment of many at once: what is on record as a file, filled in, checked row by row, looked at, and recorded whole. */
export function EmploymentFile({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('rosters');
  const queries = useQueryClient();
  const toast = useToast();
  const path = { params: { path: { organizationId } } };
  const check = useMutation({
    mutationFn: async (file: File) => {
      const body = { fileName: file.name, csv: await file.text() };
      return { body, ...(await answer(api.POST('/api/v1/organizations/{organizationId}/employment-files/check', { ...path, body }))) };
    },
  });
  const bring = useMutation({
    mutationFn: (body: { fileName: string; csv: string }) =>
      answer(api.POST('/api/v1/organizations/{organizationId}/employment-files', { ...path, body })),
    onSuccess: ({ recorded }) => {
      check.reset();
      toast({ text: t('employment.file.done', { count: recorded }), tone: 'positive' });
      return queries.invalidateQueries({ queryKey: ['employment', organizationId] });
    },
  });
  const error = bring.error ?? check.error;
  const looked = check.data;
  return (
    <Disclosure title={t('employment.file.title')}>
      <div className={styles.pane}>
        <p className={styles.small}>{t('employment.file.lead')}</p>
        <p className={styles.small}>{t('employment.file.columns')}</p>
        <span className={styles.row}>
          <Button icon="download" href={`/api/v1/organizations/${organizationId}/employment.csv`} download="">
            {t('employment.file.get')}
          </Button>
          <CsvButton
            label={t('employment.file.choose')}
            busyLabel={t('employment.file.checking')}
            busy={check.isPending}
            onChoose={(file) => {
              bring.reset();
              check.mutate(file);
            }}
          />
        </span>
        <div aria-live="polite" className={styles.pane}>
          <ProblemCallout error={error} />
          <RowErrors error={error} />
          {looked && !error && (
            <>
              <p>
                <strong>{looked.body.fileName}</strong>:{' '}
                {t('employment.file.checked', { count: looked.changed, same: looked.rows - looked.changed })}
              </p>
              {looked.changes.length > 0 && <Changes changes={looked.changes} />}
              {looked.changed > looked.changes.length && (
                <p className={styles.small}>{t('employment.file.more', { count: looked.changed - looked.changes.length })}</p>
              )}
              {looked.changed > 0 && (
                <span>
                  <Button variant="primary" busy={bring.isPending} onClick={() => bring.mutate(looked.body)}>
                    {t(bring.isPending ? 'employment.saving' : 'employment.file.record', { count: looked.changed })}
                  </Button>
                </span>
              )}
            </>
          )}
        </div>
      </div>
    </Disclosure>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation('rosters');
  return (
    <Table
      caption={t('employment.file.changes')}
      dense
      rows={changes}
      rowKey={({ row }) => String(row)}
      columns={[
        { key: 'row', header: t('employment.file.row'), cell: ({ row }) => t('employment.file.rowNumbered', { row }) },
        { key: 'name', header: t('employment.name'), cell: ({ educator }) => educator.name },
        { key: 'from', header: t('employment.holdsFrom'), cell: ({ effectiveOn }) => saidDate(effectiveOn) },
        { key: 'what', header: t('employment.what'), cell: (change) => <Changed change={change} /> },
      ]}
    />
  );
}

/** Each fact that becomes another: what it was, what it becomes. */
function Changed({ change: { from, to } }: { change: Change }) {
  const { t } = useTranslation('rosters');
  const said = (name: (typeof facts)[number], value: string | null) => (value && /On$/.test(name) ? saidDate(value) : value);
  return (
    <span className={styles.standing}>
      {facts
        .filter((name) => from[name] !== to[name])
        .map((name) => (
          <span key={name}>
            {t(from[name] === null ? 'employment.file.becomes' : 'employment.file.changesTo', {
              what: t(`employment.file.fact.${name}`),
              from: said(name, from[name]),
              to: said(name, to[name]),
            })}
          </span>
        ))}
    </span>
  );
}
