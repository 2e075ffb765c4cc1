import { useTranslation } from 'react-i18next';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import type { Issuer } from './answers.ts';
import { issuerTint } from './Badge.tsx';
import styles from './catalog.module.css';
import { catalog } from './messages.ts';
import { firstSentence } from './words.ts';

interface Data {
  issuers: { items: (Issuer & { microCredentials: number })[] };
}

/** Every organization that issues. */
export function Page({ data: { issuers }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('catalog');
  return (
    <PublicFrame url={url}>
      <Main>
        <PageHeader title={t('issuers.title')} lead={t('issuers.lead')} />
        {issuers.items.length === 0 && <EmptyState title={t('issuers.empty')}>{t('issuers.emptyText')}</EmptyState>}
        <ul className={styles.issuers}>
          {issuers.items.map((issuer) => (
            <li key={issuer.id} className={styles.issuer} {...issuerTint(issuer.color)}>
              <Card
                title={issuer.name}
                href={`/issuers/${issuer.slug}`}
                headingLevel={2}
                meta={
                  <span>
                    <Icon name="seal" size={16} /> {t('count', { count: issuer.microCredentials })}
                  </span>
                }
              >
                <p className={styles.tagline}>{issuer.tagline}</p>
                <p>{firstSentence(issuer.description)}</p>
              </Card>
            </li>
          ))}
        </ul>
      </Main>
    </PublicFrame>
  );
}

export function head(_data: Data): PageHead {
  return { title: `${catalog.issuers.title} · Brevet`, description: catalog.issuers.description, path: '/issuers' };
}
