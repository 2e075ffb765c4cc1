import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../shell/page-title.ts';
import { holdsRole, useSignedIn } from '../../shell/session.ts';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import { Closings } from './Closings.tsx';
import { MappingEditor } from './MappingEditor.tsx';
import { StartingBalances } from './StartingBalances.tsx';

/** Closing periods, their files, the columns of files, and starting balances. */
export function PayrollPage() {
  const { t } = useTranslation('pay');
  usePageTitle(t('payroll.title'));
  const { organizationId } = useParams({ strict: false }) as { organizationId: string };
  const administers = holdsRole(useSignedIn(), ['recognizer-admin'], organizationId);
  return (
    <Page width="wide">
      <PageHeader
        look="work"
        before={<PayPlaces organizationId={organizationId} here="payroll" />}
        title={t('payroll.title')}
        lead={t('payroll.lead')}
      />
      <Closings organizationId={organizationId} />
      <div className="no-print">
        <MappingEditor organizationId={organizationId} />
        <StartingBalances organizationId={organizationId} mayImport={administers} />
      </div>
    </Page>
  );
}
