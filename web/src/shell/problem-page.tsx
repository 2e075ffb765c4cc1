import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PublicFrame } from './public-frame.tsx';
import type { PageHead } from './public-page.ts';

interface ProblemData {
  problem: { status: number; title: string; detail: string };
}

/** What stands where a page could not be shown: what happened and two ways on. */
export function Page({ data: { problem }, url }: { data: ProblemData; url: string }) {
  const { t } = useTranslation('catalog');
  return (
    <PublicFrame url={url}>
      <Main width="reading">
        <PageHeader
          title={problem.title}
          lead={problem.detail}
          actions={
            <>
              <Button variant="primary" href="/catalog">
                {t('problem.catalog')}
              </Button>
              <Button href="/">{t('problem.home')}</Button>
            </>
          }
        />
      </Main>
    </PublicFrame>
  );
}

export function head({ problem }: ProblemData): PageHead {
  return { title: `${problem.title} · Brevet`, description: problem.detail, path: '/', indexed: false };
}
