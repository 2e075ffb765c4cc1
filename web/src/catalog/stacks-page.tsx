import { useTranslation } from 'react-i18next';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import type { Stack } from './answers.ts';
import styles from './catalog.module.css';
import { catalog } from './messages.ts';
import { StackCard } from './StackCard.tsx';

interface Data {
  stacks: { items: Stack[] };
}

/** Every stack. */
export function Page({ data: { stacks }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('catalog');
  return (
    <PublicFrame url={url}>
      <Main>
        <PageHeader title={t('stacks.title')} lead={t('stacks.lead')} />
        {stacks.items.length === 0 && (
          <EmptyState title={t('stacks.empty')} action={<Button href="/catalog">{t('stacks.catalog')}</Button>}>
            {t('stacks.emptyText')}
          </EmptyState>
        )}
        <div className={styles.cards}>
          {stacks.items.map((stack) => (
            <StackCard key={stack.id} stack={stack} headingLevel={2} />
          ))}
        </div>
      </Main>
    </PublicFrame>
  );
}

export function head(_data: Data): PageHead {
  return { title: `${catalog.stacks.title} · Brevet`, description: catalog.stacks.description, path: '/stacks' };
}
