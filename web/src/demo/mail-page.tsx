import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../shell/page-title.ts';
import { PublicFrame } from '../shell/public-frame.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { MailMessage, type Message } from './MailMessage.tsx';
import styles from './mail.module.css';

const route = getRouteApi('/demo/mail');

/** The demo's messages; null where this is no demo or mail goes to a real server. Not in the API's types: only a demo serves it. */
const mailQuery = queryOptions({
  queryKey: ['demo', 'mail'],
  refetchInterval: 3_000,
  queryFn: async (): Promise<Message[] | null> => {
    const answer = await fetch('/api/v1/demo/mail');
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`The demo's mail was not answered: ${answer.status}`);
    return ((await answer.json()) as { messages: Message[] }).messages;
  },
});

/** The demo's inbox for everybody: what would have been mailed. */
export function MailPage() {
  const { t } = useTranslation('demo');
  const { to = '' } = route.useSearch();
  const navigate = useNavigate();
  const { data: messages } = useQuery(mailQuery);
  usePageTitle(t('mail.title'));
  const wanted = messages?.filter((message) => message.to.includes(to.trim().toLowerCase()));
  return (
    <PublicFrame url="/demo/mail">
      <Page width="reading">
        <PageHeader title={t('mail.title')} lead={t(messages === null ? 'mail.noneText' : 'mail.lead')} />
        {messages === undefined && (
          <div aria-busy="true">
            <Skeleton lines={6} />
          </div>
        )}
        {messages === null && <Button href="/sign-in">{t('mail.signIn')}</Button>}
        {messages && messages.length > 0 && (
          <div className={styles.find}>
            <TextField
              label={t('mail.find')}
              type="search"
              optional=" "
              value={to}
              maxLength={200}
              onChange={(event) =>
                void navigate({ to: '/demo/mail', search: event.target.value ? { to: event.target.value } : {}, replace: true })
              }
            />
          </div>
        )}
        {wanted?.length === 0 && (
          <EmptyState title={t(messages?.length ? 'mail.noMatch' : 'mail.empty')}>
            {t(messages?.length ? 'mail.noMatchText' : 'mail.emptyText')}
          </EmptyState>
        )}
        <ol className={styles.messages}>
          {wanted?.map((message, index) => (
            <li key={message.id}>
              <MailMessage message={message} open={index === 0} />
            </li>
          ))}
        </ol>
      </Page>
    </PublicFrame>
  );
}
