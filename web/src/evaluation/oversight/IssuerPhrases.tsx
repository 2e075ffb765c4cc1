import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Table } from '../../ui/Table.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { phrasesQuery } from '../phrases/phrases-query.ts';
import { told } from '../queries.ts';
import styles from './oversight.module.css';

/** The issuer's feedback bank: words that all its evaluators have at hand, kept by its leads. */
export function IssuerPhrases({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const client = useQueryClient();
  const { data } = useQuery(phrasesQuery);
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const onError = (error: unknown) => toast({ text: told(error), tone: 'critical' });
  const onSettled = () => client.invalidateQueries({ queryKey: phrasesQuery.queryKey });
  const keep = useMutation({
    mutationFn: (phrase: { name: string; text: string }) =>
      answer(api.POST('/api/v1/feedback-phrases', { body: { ...phrase, organizationId } })),
    onSuccess: () => {
      setName('');
      setText('');
      setTried(false);
    },
    onError,
    onSettled,
  });
  const forget = useMutation({
    mutationFn: ({ id }: { id: string; name: string; text: string }) =>
      answer(api.DELETE('/api/v1/feedback-phrases/{phraseId}', { params: { path: { phraseId: id } } })),
    onSuccess: (_, phrase) =>
      toast({
        text: t('phrases.forgotten', { name: phrase.name }),
        action: { label: t('pins.undo'), run: () => keep.mutate({ name: phrase.name, text: phrase.text }) },
      }),
    onError,
    onSettled,
  });
  if (!data) return <Skeleton shape="block" />;
  const phrases = data.items.filter((phrase) => phrase.organizationId === organizationId);
  return (
    <>
      <Section title={t('oversight.views.phrases')} lead={t('phrases.issuerLead')}>
        {phrases.length === 0 ? (
          <EmptyState title={t('phrases.issuerNone')}>{t('phrases.issuerNoneText')}</EmptyState>
        ) : (
          <Table
            caption={t('oversight.views.phrases')}
            hideCaption
            rows={phrases}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', header: t('phrases.nameHeader'), cell: ({ name }) => name },
              { key: 'text', header: t('phrases.text'), cell: ({ text }) => <span className={styles.phrase}>{text}</span> },
              {
                key: 'forget',
                header: t('queue.action'),
                cell: (phrase) => (
                  <Button size="small" variant="quiet" icon="trash" iconOnly onClick={() => forget.mutate(phrase)}>
                    {t('phrases.forget', { name: phrase.name })}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Section>
      <Section title={t('phrases.add')}>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (name.trim() && text.trim()) keep.mutate({ name: name.trim(), text: text.trim() });
          }}
        >
          <TextField
            label={t('phrases.nameHeader')}
            hint={t('phrases.nameHint')}
            maxLength={60}
            value={name}
            error={tried && !name.trim() ? t('phrases.nameMissing') : undefined}
            onChange={(event) => setName(event.target.value)}
          />
          <TextArea
            label={t('phrases.text')}
            hint={t('phrases.textHint')}
            rows={4}
            maxLength={2000}
            value={text}
            error={tried && !text.trim() ? t('phrases.textMissing') : undefined}
            onChange={(event) => setText(event.target.value)}
          />
          <div className={styles.actions}>
            <Button type="submit" variant="primary" busy={keep.isPending}>
              {t('phrases.keepForAll')}
            </Button>
          </div>
        </form>
      </Section>
    </>
  );
}
