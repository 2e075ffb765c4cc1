import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptText } from '../../shell/use-kept-text.ts';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { Ago } from '../Ago.tsx';
import { told } from '../queries.ts';
import styles from './growth.module.css';

export interface Message {
  id: string;
  author: 'earner' | 'evaluator' | 'lead';
  partId: string | null;
  criterionId: string | null;
  text: string;
  writtenAt: string;
}

interface ConversationProps {
  messages: Message[];
  /** Whose side the reader is on. */
  side: 'earner' | 'evaluator';
  /** What it is about, for the label of the field. */
  about: string;
  /** Names the place alone, under which what is written is kept: titles may be the same twice. */
  place: string;
  send: (text: string) => Promise<unknown>;
  /** Read again after sending. */
  queryKey: readonly unknown[];
}

/** Questions and answers about one criterion or the whole; nobody's name stands there. */
export function Conversation({ messages, side, about, place, send, queryKey }: ConversationProps) {
  const { t } = useTranslation('evaluation');
  const client = useQueryClient();
  const toast = useToast();
  const [text, keep] = useKeptText(`message/${place}`);
  const [opened, setOpened] = useState<'asked' | 'kept' | null>(text ? 'kept' : null);
  const write = useMutation({
    mutationFn: () => send(text.trim()),
    onSuccess: async () => {
      keep('');
      setOpened(null);
      await client.invalidateQueries({ queryKey });
      toast({ text: t('growth.sent') });
    },
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
  });
  return (
    <div className={styles.conversation}>
      {messages.length > 0 && (
        <ol className={styles.messages} aria-label={t('growth.messagesAbout', { about })}>
          {messages.map((message) => (
            <li key={message.id} className={styles.message} data-mine={(message.author === 'earner') === (side === 'earner') || undefined}>
              <p className={styles.who}>
                {(message.author === 'earner') === (side === 'earner') ? t('growth.you') : t(`growth.authors.${message.author}`)} ·{' '}
                <Ago at={message.writtenAt} />
              </p>
              <p className={styles.text}>{message.text}</p>
            </li>
          ))}
        </ol>
      )}
      {opened ? (
        <form
          className={styles.write}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) write.mutate();
          }}
        >
          <TextArea
            autoFocus={opened === 'asked'}
            label={t('growth.writeAbout', { about })}
            hint={t('growth.noNames')}
            rows={3}
            maxLength={4000}
            value={text}
            onChange={(event) => keep(event.target.value)}
          />
          <p className={styles.actions}>
            <Button type="submit" size="small" variant="primary" busy={write.isPending}>
              {t('growth.send')}
            </Button>
            <Button size="small" variant="quiet" onClick={() => setOpened(null)}>
              {t('growth.notNow')}
            </Button>
          </p>
        </form>
      ) : (
        <p className="no-print">
          <Button size="small" variant="quiet" icon="message" onClick={() => setOpened('asked')}>
            {t(side === 'evaluator' || messages.length ? 'growth.answer' : 'growth.ask')}
            <span className="visually-hidden"> {about}</span>
          </Button>
        </p>
      )}
    </div>
  );
}
