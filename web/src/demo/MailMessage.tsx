import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Link } from '../ui/Link.tsx';
import styles from './mail.module.css';

/** A message that the demo kept instead of sending. */
export interface Message {
  id: string;
  to: string;
  subject: string;
  text: string;
  /** When it was sent (ISO 8601). */
  sentAt: string;
}

/** One message; its addresses can be followed. */
export function MailMessage({ message: { to, subject, text, sentAt }, open }: { message: Message; open: boolean }) {
  const { t, i18n } = useTranslation('demo');
  // a newer message must not close the one that is being read
  const [openAtFirst] = useState(open);
  const sent = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(sentAt));
  return (
    <Disclosure
      open={openAtFirst}
      title={
        <span className={styles.title}>
          <span className={styles.subject}>{subject}</span>
          <span className={styles.facts}>
            {t('mail.to', { address: to })} · <time dateTime={sentAt}>{sent}</time>
          </span>
        </span>
      }
    >
      <div className={styles.text}>
        {text.split(/(https?:\/\/[^\s>)]+)/).map((piece, index) =>
          // every second piece is an address: the pattern's group stands between what it parts
          index % 2 ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a message never changes
            <Link key={index} href={piece}>
              {piece}
            </Link>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same
            <Fragment key={index}>{piece}</Fragment>
          ),
        )}
      </div>
    </Disclosure>
  );
}
