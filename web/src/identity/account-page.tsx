import { useSignedIn } from '../shell/session.ts';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';

/** The person's own account. */
export function AccountPage() {
  const { person } = useSignedIn();
  return (
    <Page>
      <PageHeader title={person.name} lead={person.email} />
    </Page>
  );
}
