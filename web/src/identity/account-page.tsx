import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConnectionsSection } from '../exchange/ConnectionsSection.tsx';
import { YourDataSection } from '../privacy/YourDataSection.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { AddressesSection } from './AddressesSection.tsx';
import { MyInvitations } from './MyInvitations.tsx';
import { PasskeysSection } from './PasskeysSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { accountQuery } from './queries.ts';
import { SessionsSection } from './SessionsSection.tsx';

/** The person's own account: name, addresses, password, passkeys, sessions. */
export function AccountPage() {
  const { t } = useTranslation('identity');
  usePageTitle(t('account.title'));
  const { data: account } = useSuspenseQuery(accountQuery);
  return (
    <Page>
      <PageHeader title={t('account.title')} />
      <MyInvitations />
      <ProfileSection account={account} />
      <AddressesSection addresses={account.addresses} />
      <PasswordSection email={account.email} />
      <PasskeysSection />
      <SessionsSection />
      <ConnectionsSection />
      <YourDataSection />
    </Page>
  );
}
