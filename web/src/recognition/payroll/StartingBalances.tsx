import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ConfirmDialog } from '../../identity/ConfirmDialog.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { CsvButton } from '../CsvButton.tsx';
import styles from '../pay.module.css';
import { importsQuery } from '../pay-queries.ts';
import { RowErrors } from '../RowErrors.tsx';
import { saidDate } from '../said-amount.ts';

interface BalancesFile {
  fileName: string;
  csv: string;
}

/** Brings balances along from before: a file is checked row by row first, then imported whole, and can be withdrawn whole. */
export function StartingBalances({ organizationId, mayImport }: { organizationId: string; mayImport: boolean }) {
  const { t } = useTranslation('pay');
  const imports = useQuery(importsQuery(organizationId));
  return (
    <Section title={t('payroll.balances')} lead={t('payroll.balancesLead')}>
      {mayImport && <ImportForm organizationId={organizationId} />}
      <ProblemCallout error={imports.error} />
      {imports.data?.length === 0 && <p className={styles.small}>{t(mayImport ? 'payroll.noImports' : 'payroll.noImportsByOthers')}</p>}
      {imports.data && imports.data.length > 0 && <Imports organizationId={organizationId} items={imports.data} />}
    </Section>
  );
}

function ImportForm({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('pay');
  const queries = useQueryClient();
  const toast = useToast();
  const path = { params: { path: { organizationId } } };
  const check = useMutation({
    mutationFn: async (file: File) => {
      const body: BalancesFile = { fileName: file.name, csv: await file.text() };
      const { rows } = await answer(api.POST('/api/v1/organizations/{organizationId}/starting-balances/check', { ...path, body }));
      return { body, rows };
    },
  });
  const bring = useMutation({
    mutationFn: (body: BalancesFile) => answer(api.POST('/api/v1/organizations/{organizationId}/starting-balances', { ...path, body })),
    onSuccess: ({ rows }) => {
      check.reset();
      toast({ text: t('payroll.imported', { count: rows }), tone: 'positive' });
      return queries.invalidateQueries({ queryKey: importsQuery(organizationId).queryKey });
    },
  });
  const error = bring.error ?? check.error;
  return (
    <div className={styles.pane}>
      <p className={styles.small}>{t('payroll.balancesColumns')}</p>
      <span className={styles.row} aria-live="polite">
        <CsvButton
          label={t('payroll.choose')}
          busyLabel={t('payroll.checking')}
          busy={check.isPending}
          onChoose={(file) => {
            bring.reset();
            check.mutate(file);
          }}
        />
        {check.data && (
          <>
            <span>
              {check.data.body.fileName}: {t('payroll.checked', { count: check.data.rows })}
            </span>
            <Button variant="primary" busy={bring.isPending} onClick={() => check.data && bring.mutate(check.data.body)}>
              {t('payroll.import')}
            </Button>
          </>
        )}
      </span>
      <ProblemCallout error={error} />
      <RowErrors error={error} />
    </div>
  );
}

interface Import {
  id: string;
  fileName: string;
  rows: number;
  importedAt: string;
  importedBy: string | null;
  withdrawnAt: string | null;
}

function Imports({ organizationId, items }: { organizationId: string; items: readonly Import[] }) {
  const { t } = useTranslation('pay');
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Import>();
  const withdraw = useMutation({
    mutationFn: ({ id }: Import) =>
      answer(api.POST('/api/v1/starting-balances/{importId}/withdrawal', { params: { path: { importId: id } } })),
    onSuccess: () => {
      setAsking(undefined);
      return queries.invalidateQueries({ queryKey: importsQuery(organizationId).queryKey });
    },
  });
  return (
    <>
      <Table
        caption={t('payroll.imports')}
        dense
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          { key: 'file', header: t('payroll.fileName'), cell: ({ fileName }) => fileName },
          { key: 'rows', header: t('payroll.importedRows'), numeric: true, cell: ({ rows }) => rows },
          {
            key: 'at',
            header: t('payroll.importedAt'),
            cell: ({ importedAt, importedBy }) =>
              importedBy ? t('payroll.byWhom', { date: saidDate(importedAt), name: importedBy }) : saidDate(importedAt),
          },
          {
            key: 'withdraw',
            header: t('payroll.withdraw'),
            cell: (one) =>
              one.withdrawnAt ? (
                t('payroll.withdrawn', { date: saidDate(one.withdrawnAt) })
              ) : (
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={t('payroll.withdrawNamed', { file: one.fileName })}
                  onClick={() => setAsking(one)}
                >
                  {t('payroll.withdraw')}
                </Button>
              ),
          },
        ]}
      />
      {asking && (
        <ConfirmDialog
          title={t('payroll.withdrawTitle')}
          text={t('payroll.withdrawText')}
          submit={t('payroll.withdraw')}
          error={withdraw.error}
          busy={withdraw.isPending}
          onConfirm={() => withdraw.mutate(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
