import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { statementsQuery } from '../pay-queries.ts';
import { ForeignBadge } from './ForeignBadge.tsx';
import { MyClaims } from './MyClaims.tsx';
import { StatementView } from './StatementView.tsx';

/** My statement: what I earned, what it is worth and why, and what I can still hand in. */
export function StatementPage() {
  const { t } = useTranslation('pay');
  usePageTitle(t('statement.title'));
  const { person } = useSignedIn();
  const { at } = useSearch({ strict: false }) as { at?: string };
  const navigate = useNavigate();
  const statements = useQuery(statementsQuery);
  if (statements.error) return <ErrorPage error={statements.error} reset={() => void statements.refetch()} />;
  if (!statements.data)
    return (
      <Page>
        <Skeleton shape="title" />
        <Skeleton lines={6} />
      </Page>
    );
  const chosen = statements.data.find(({ id }) => id === at) ?? statements.data[0];
  if (!chosen)
    return (
      <Page>
        <EmptyState headingLevel={1} title={t('statement.nobody')} action={<Button href="/catalog">{t('statement.catalog')}</Button>}>
          {t('statement.nobodyText')}
        </EmptyState>
      </Page>
    );
  return (
    <Page>
      <StatementView
        key={chosen.id}
        organizationId={chosen.id}
        educatorId={person.id}
        before={
          statements.data.length > 1 && (
            <Select
              label={t('statement.at')}
              value={chosen.id}
              options={statements.data.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => void navigate({ to: '/statement', search: { at: event.target.value }, replace: true })}
            />
          )
        }
      >
        <MyClaims organizationId={chosen.id} />
        <ForeignBadge organizationId={chosen.id} recognizer={chosen.name} />
      </StatementView>
    </Page>
  );
}

/** An educator's statement as Human Resources read it. */
export function EducatorStatementPage() {
  const { t } = useTranslation('pay');
  const { organizationId, educatorId } = useParams({ strict: false }) as { organizationId: string; educatorId: string };
  return (
    <Page>
      <StatementView
        organizationId={organizationId}
        educatorId={educatorId}
        before={<Link href={`/organizations/${organizationId}/educators/${educatorId}/employment`}>{t('statement.employment')}</Link>}
      />
    </Page>
  );
}
