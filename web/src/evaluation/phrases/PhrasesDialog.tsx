import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { told } from '../queries.ts';
import styles from './phrases.module.css';
import { phrasesQuery } from './phrases-query.ts';

interface PhrasesDialogProps {
  open: boolean;
  onClose: () => void;
  /** The criterion the phrase goes to. */
  about: string;
  /** What is written there now, to keep it as a phrase. */
  written: string;
  onChoose: (text: string) => void;
}

/** The feedback bank: a digit puts a phrase under the criterion one is at; what is written there can be kept as one. */
export function PhrasesDialog({ open, onClose, about, written, onChoose }: PhrasesDialogProps) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const { data } = useQuery({ ...phrasesQuery, enabled: open });
  const onError = (error: unknown) => toast({ text: told(error), tone: 'critical' });
  const onSettled = () => client.invalidateQueries({ queryKey: phrasesQuery.queryKey });
  const keep = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/feedback-phrases', { body: { name: name.trim(), text: written.trim().slice(0, 2000), organizationId: null } }),
      ),
    onSuccess: () => setName(''),
    onError,
    onSettled,
  });
  const forget = useMutation({
    mutationFn: (phraseId: string) => answer(api.DELETE('/api/v1/feedback-phrases/{phraseId}', { params: { path: { phraseId } } })),
    onError,
    onSettled,
  });
  const phrases = data?.items ?? [];
  const latest = useRef({ phrases, onChoose });
  latest.current = { phrases, onChoose };
  useEffect(() => {
    if (!open) return;
    const listen = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
      const phrase = latest.current.phrases[Number(event.key) - 1];
      if (!phrase) return;
      event.preventDefault();
      latest.current.onChoose(phrase.text);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [open]);
  return (
    <Dialog open={open} onClose={onClose} title={t('phrases.title')} closeLabel={t('close')}>
      <div className={styles.phrases}>
        <p>{t('phrases.lead', { about })}</p>
        {data && phrases.length === 0 && <p>{t('phrases.none')}</p>}
        <ol className={styles.list}>
          {phrases.map((phrase, index) => (
            <li key={phrase.id} className={styles.phrase}>
              <Button variant="quiet" onClick={() => onChoose(phrase.text)}>
                {index < 9 && <kbd>{index + 1}</kbd>} {phrase.name}
              </Button>
              <p className={styles.text}>{phrase.text}</p>
              {phrase.organizationId === null && (
                <Button size="small" variant="quiet" icon="trash" iconOnly onClick={() => forget.mutate(phrase.id)}>
                  {t('phrases.forget', { name: phrase.name })}
                </Button>
              )}
            </li>
          ))}
        </ol>
        {written.trim() && (
          <form
            className={styles.keep}
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim()) keep.mutate();
            }}
          >
            <TextField
              label={t('phrases.name')}
              hint={t('phrases.nameHint')}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" busy={keep.isPending}>
              {t('phrases.keep')}
            </Button>
          </form>
        )}
      </div>
    </Dialog>
  );
}
