import { defineStack, publishVersion } from '../catalog/index.ts';
import { addMember, createOrganization, createPerson, hashForPassword } from '../identity/index.ts';
import type { Writing } from '../platform/database/database.ts';
import type { readDemo } from './demo-content.ts';

/** Every demo account's password; shown on the sign-in page of the demo. */
export const demoPassword = 'chalk-and-board';

/** Loads organizations, people, micro-credentials and stacks in one transaction: all or nothing. */
export async function loadCatalog(transaction: Writing, demo: ReturnType<typeof readDemo>): Promise<void> {
  const organizations = new Map<string, string>();
  for (const { kind, ...organization } of demo.organizations) {
    const { organizationId } = await createOrganization(transaction, {
      ...organization,
      isIssuer: kind.includes('issuer'),
      isRecognizer: kind.includes('recognizer'),
      demo: true,
    });
    organizations.set(organization.slug, organizationId);
  }
  const organizationId = (slug: string) => organizations.get(slug) ?? unknown(`organization ${slug}`);

  const passwordHash = await hashForPassword(demoPassword);
  for (const { memberships, name, email, headline } of demo.people) {
    const { personId } = await createPerson(transaction, { name, email, headline, passwordHash });
    for (const { organization, roles } of memberships)
      await addMember(transaction, { organizationId: organizationId(organization), personId, roles });
  }

  const microCredentials = new Map<string, string>();
  for (const { slug, issuer, definition } of demo.microCredentials) {
    const { microCredentialId } = await publishVersion(transaction, {
      microCredentialSlug: slug,
      issuerId: organizationId(issuer),
      definition,
      demo: true,
    });
    microCredentials.set(slug, microCredentialId);
  }
  for (const { issuer, members, ...stack } of demo.stacks) {
    const ids = members.map((slug) => microCredentials.get(slug) ?? unknown(`micro-credential ${slug}`));
    await defineStack(transaction, { ...stack, issuerId: organizationId(issuer), members: ids, demo: true });
  }
}

function unknown(what: string): never {
  throw new Error(`The demo speaks of ${what}, which it does not bring.`);
}
