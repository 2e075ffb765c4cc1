import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { FilePicker } from '../../awards/FilePicker.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from '../pay.module.css';
import { myClaimsQuery } from '../pay-queries.ts';

/** Hands in a badge from elsewhere, by file or address: verified and held against one's confirmed addresses first. */
export function ForeignBadge({ organizationId, recognizer }: { organizationId: string; recognizer: string }) {
  const { t } = useTranslation('pay');
  const queries = useQueryClient();
  const toast = useToast();
  const [file, setFile] = useState<File | null>(null);
  const [url, setUrl] = useState('');
  const [missing, setMissing] = useState(false);
  const hand = useMutation({
    mutationFn: async () => {
      const body = file ? { file: await base64Of(file) } : { url: url.trim() };
      const { proof, title } = await answer(api.POST('/api/v1/foreign-badges', { body }));
      await answer(api.POST('/api/v1/claims', { body: { organizationId, proof } }));
      return title;
    },
    onSuccess: (title) => {
      setFile(null);
      setUrl('');
      toast({ text: t('claims.claimed', { title }), tone: 'positive' });
      return queries.invalidateQueries({ queryKey: myClaimsQuery.queryKey });
    },
  });
  function send(event: FormEvent) {
    event.preventDefault();
    const empty = !file && !url.trim();
    setMissing(empty);
    if (!empty) hand.mutate();
  }
  return (
    <div className={styles.unprinted}>
      <Disclosure title={t('foreign.title')}>
        <form className={styles.form} onSubmit={send} noValidate>
          <p className={styles.small}>{t('foreign.lead', { recognizer })}</p>
          <TextField
            label={t('foreign.url')}
            hint={t('foreign.urlHint')}
            optional={t('optional')}
            type="url"
            value={url}
            disabled={file !== null}
            {...(missing && { error: t('foreign.missing') })}
            onChange={(event) => setUrl(event.target.value)}
          />
          <FilePicker file={file} onChoose={setFile} />
          <ProblemCallout error={hand.error} />
          <span className={styles.row}>
            <Button type="submit" busy={hand.isPending}>
              {t(hand.isPending ? 'foreign.checking' : 'foreign.submit')}
            </Button>
            {file && (
              <Button variant="quiet" onClick={() => setFile(null)}>
                {t('foreign.without')}
              </Button>
            )}
          </span>
        </form>
      </Disclosure>
    </div>
  );
}

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
