import { aMember } from '../builders.ts';
import { anIncentive, aRule } from '../recognition.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** An endorsement of the organization, and an educator who agreed to be found. */
export async function talentWorld(app: TestApp, { organizationId }: Ground): Promise<Contribution> {
  const { incentiveId } = await anIncentive(
    app.ground,
    organizationId,
    aRule({
      value: {
        kind: 'set',
        achievements: ['foreign:https://issuer.example/achievements/1'],
        need: 'all',
        pays: { kind: 'endorsement', unit: 'teacher leadership' },
        amount: '1',
      },
    }),
  );
  const found = await aMember(app.database, organizationId, 'educator');
  await app.database
    .insertInto('talent_consent')
    .values({ recognizer_id: organizationId, person_id: found.id, shown: true, contact: 'message' })
    .execute();
  return { ids: { incentiveId, 'found/personId': found.id } };
}
