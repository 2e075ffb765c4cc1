import type { Place } from '../shell/navigation.ts';

export const communityPlaces: Place[] = [{ href: '/groups', label: 'community:place' }];
