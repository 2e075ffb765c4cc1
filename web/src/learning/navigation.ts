import type { Place } from '../shell/navigation.ts';

export const learningPlaces: Place[] = [{ href: '/learning', label: 'learning:place' }];
