import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';

/** What stands where a page of the application could not be shown: what happened and two ways on. */
export function ErrorPage({ error, reset }: Pick<ErrorComponentProps, 'error' | 'reset'>) {
  const { t } = useTranslation('frame');
  const router = useRouter();
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page width="reading">
      <PageHeader
        title={problem?.title ?? t('error.title')}
        lead={problem?.detail ?? t('error.text')}
        actions={
          <>
            <Button variant="primary" onClick={again}>
              {t('error.again')}
            </Button>
            <Button href="/home">{t('error.home')}</Button>
          </>
        }
      />
    </Page>
  );
}

/** What stands at an address of the application that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation('frame');
  return (
    <Page width="reading">
      <PageHeader
        title={t('error.notFoundTitle')}
        lead={t('error.notFoundText')}
        actions={
          <Button variant="primary" href="/home">
            {t('error.home')}
          </Button>
        }
      />
    </Page>
  );
}
