import type { Place } from '../shell/navigation.ts';

export const awardPlaces: Place[] = [{ href: '/badges', label: 'keeping:place' }];
