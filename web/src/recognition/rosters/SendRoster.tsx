import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from '../pay.module.css';
import { sendRoster } from './rosters-queries.ts';

/** Sends the files of a roster and leads to what they change. */
export function SendRoster({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('rosters');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [mode, setMode] = useState<'bulk' | 'delta'>('bulk');
  const send = useMutation({
    mutationFn: () => sendRoster(organizationId, files, mode),
    onSuccess: async ({ importId }) => {
      await queries.invalidateQueries({ queryKey: ['rosters', organizationId] });
      await navigate({ href: `/organizations/${organizationId}/rosters/${importId}` });
    },
  });
  // an archive and a manifest say themselves how they are meant
  const asksMode = files.length > 0 && !files.some(({ name }) => name === 'manifest.csv' || name.toLowerCase().endsWith('.zip'));
  return (
    <Section title={t('imports.bring')} lead={t('imports.bringLead')}>
      <div className={styles.pane}>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept=".zip,.csv,application/zip,text/csv"
          aria-label={t('imports.choose')}
          onChange={(event) => {
            setFiles([...(event.target.files ?? [])]);
            event.target.value = ''; // the same file, put right, may be chosen again
            send.reset();
          }}
        />
        <span className={styles.row} aria-live="polite">
          <Button icon="upload" onClick={() => input.current?.click()}>
            {t('imports.choose')}
          </Button>
          <span className={styles.small}>
            {files.length
              ? t('imports.chosen', { count: files.length, names: files.map(({ name }) => name).join(', ') })
              : t('imports.none')}
          </span>
        </span>
        {asksMode && (
          <RadioGroup
            legend={t('imports.mode')}
            name="mode"
            value={mode}
            onChange={(value) => setMode(value as 'bulk' | 'delta')}
            options={[
              { value: 'bulk', label: t('imports.bulk'), hint: t('imports.bulkHint') },
              { value: 'delta', label: t('imports.delta'), hint: t('imports.deltaHint') },
            ]}
          />
        )}
        <ProblemCallout error={send.error} />
        {files.length > 0 && (
          <span className={styles.row}>
            <Button variant="primary" busy={send.isPending} onClick={() => send.mutate()}>
              {t('imports.compare')}
            </Button>
          </span>
        )}
        {send.isPending && <ProgressBar label={t('imports.sending')} />}
      </div>
    </Section>
  );
}
