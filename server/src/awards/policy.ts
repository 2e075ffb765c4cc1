import type { Database } from '../platform/database/database.ts';
import { type AccessQuestion, type Caller, hasRole, isId, ownerOnly, type Policy, type Role } from '../platform/http/access.ts';

/** Who may revoke, suspend and lift. */
const revokingRoles: readonly Role[] = ['issuer-admin', 'evaluation-lead'];
const keyRoles: readonly Role[] = ['issuer-admin'];

async function findStanding(database: Database, awardId: string | undefined) {
  if (!isId(awardId)) return null;
  const row = await database
    .selectFrom('award')
    .leftJoin('award_showing', 'award_showing.award_id', 'award.id')
    .select(['award.earner_id as earnerId', 'award.issuer_id as issuerId', 'award_showing.shown'])
    .where('award.id', '=', awardId)
    .executeTakeFirst();
  return row ? { ...row, shown: row.shown ?? true } : null;
}

type Standing = NonNullable<Awaited<ReturnType<typeof findStanding>>>;

/** A policy on an award; whoever is refused learns nothing. */
function aboutAward(name: string, allows: string, needsSignIn: boolean, may: (caller: Caller | null, award: Standing) => boolean): Policy {
  return {
    name,
    allows,
    needsSignIn,
    async decide({ caller, params, database }: AccessQuestion) {
      const award = await findStanding(database, params.awardId);
      return award && may(caller, award) ? 'allow' : 'hide';
    },
  };
}

export const badgeViewer = aboutAward(
  'badge-viewer',
  'Anyone, for a badge that its earner shows; the earner always.',
  false,
  (caller, award) => award.shown || caller?.personId === award.earnerId,
);

export const awardRevoker = aboutAward(
  'award-revoker',
  'Issuer admins and evaluation leads of the organization that issued it.',
  true,
  (caller, award) => caller !== null && hasRole(caller, award.issuerId, revokingRoles),
);

export const awardOwner = ownerOnly('award-owner', 'The earner whose award it is.', async ({ awardId }, database) => {
  const award = await findStanding(database, awardId);
  return award?.earnerId ?? null;
});

/** Holders of roles in the organization that the route names; others see nothing. */
function inOrganization(name: string, allows: string, roles: readonly Role[]): Policy {
  return {
    name,
    allows,
    needsSignIn: true,
    decide: ({ caller, params: { organizationId } }) =>
      caller && isId(organizationId) && hasRole(caller, organizationId, roles) ? 'allow' : 'hide',
  };
}

export const awardKeepers = inOrganization('award-keepers', 'Issuer admins and evaluation leads of the organization.', revokingRoles);

const endorsingRoles: readonly Role[] = ['issuer-admin', 'recognizer-admin'];
export const endorsers = inOrganization('endorsers', 'Administrators of the organization: of issuing, or of recognition.', endorsingRoles);

export const endorsementMaker: Policy = {
  name: 'endorsement-maker',
  allows: 'Administrators of the organization that made the endorsement.',
  needsSignIn: true,
  async decide({ caller, params: { endorsementId }, database }) {
    if (!caller || !isId(endorsementId)) return 'hide';
    const row = await database.selectFrom('endorsement').select('organization_id').where('id', '=', endorsementId).executeTakeFirst();
    return row && hasRole(caller, row.organization_id, endorsingRoles) ? 'allow' : 'hide';
  },
};

export const keyKeepers: Policy = {
  name: 'key-keepers',
  allows: 'Issuer admins of the organization; of one that does not issue, and signs endorsements only, its recognizer admins.',
  needsSignIn: true,
  async decide({ caller, params: { organizationId }, database }) {
    if (!caller || !isId(organizationId)) return 'hide';
    if (hasRole(caller, organizationId, keyRoles)) return 'allow';
    if (!hasRole(caller, organizationId, ['recognizer-admin'])) return 'hide';
    const row = await database.selectFrom('organization').select('is_issuer').where('id', '=', organizationId).executeTakeFirst();
    return row?.is_issuer === false ? 'allow' : 'hide';
  },
};

export const awardImporters = inOrganization('award-importers', 'Issuer admins of the organization.', keyRoles);
