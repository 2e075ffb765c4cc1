import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Breadcrumbs } from '../../ui/Breadcrumbs.tsx';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { dayOf } from '../day.ts';
import { ImportRows } from './ImportRows.tsx';
import { ImportStanding } from './ImportStanding.tsx';
import { ImportStateChip } from './ImportStateChip.tsx';
import { importQuery } from './queries.ts';

/** One file of earlier awards: how far it is, what to decide, and each row. Survives a reload: everything is asked of the server. */
export function ImportPage() {
  const { t } = useTranslation('earlier');
  const { organizationId, importId } = useParams({ strict: false }) as { organizationId: string; importId: string };
  const { data: found, error, refetch } = useQuery(importQuery(organizationId, importId));
  usePageTitle(found?.fileName ?? t('title'));
  if (error && !found) return <ErrorPage error={error} reset={() => void refetch()} />;
  const list = `/organizations/${organizationId}/earlier-awards`;
  const report = `/api/v1/organizations/${organizationId}/award-imports/${importId}/report.csv`;
  return (
    <Page>
      <PageHeader
        look="work"
        before={<Breadcrumbs label={t('crumbs')} items={[{ href: list, label: t('report.back') }]} />}
        title={found?.fileName ?? t('title')}
        {...(found && {
          meta: (
            <>
              <ImportStateChip state={found.state} />
              <span>{t('report.rows', { count: found.rows })}</span>
              <span>
                {found.createdBy
                  ? t('report.uploaded', { day: dayOf(found.createdAt), name: found.createdBy })
                  : t('report.uploadedAlone', { day: dayOf(found.createdAt) })}
              </span>
            </>
          ),
        })}
      />
      {!found && <Skeleton lines={6} />}
      {found && <ImportStanding organizationId={organizationId} found={found} report={report} />}
      {found && (
        <Section
          title={t('list.title')}
          action={
            <Button size="small" variant="quiet" icon="download" href={report} download="">
              {t('report.whole')}
            </Button>
          }
        >
          <ImportRows organizationId={organizationId} found={found} />
        </Section>
      )}
    </Page>
  );
}
