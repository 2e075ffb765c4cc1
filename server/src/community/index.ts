import './events.ts';
import type { Consumer } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import { mailAnnouncement } from './announce.ts';

export { communityHolding } from './holding.ts';
export { groupHead, isCoachOf, isLeaderOf, isMemberOf, membersOf, shareAGroup } from './members.ts';
export { communityRoutes } from './routes.ts';

/** What groups do when something happened. */
export function communityConsumers(ground: Pick<Ground, 'mail' | 'config'>): Consumer[] {
  const mail: Consumer<'group.announced'> = {
    name: 'community.mail-announcement',
    on: 'group.announced',
    handle: (announced, transaction) => mailAnnouncement(ground, transaction, announced),
  };
  return [mail as Consumer];
}
