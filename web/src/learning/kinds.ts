import type { components } from '../api/generated.ts';
import type { IconName } from '../ui/Icon.tsx';

/** A course as its public page shows it. */
export type PublicCourse = components['schemas']['Course'];
/** What stands beside a unit. */
export type Beside = components['schemas']['UnitAlignment'];
/** A post of a discussion. */
export type Post = components['schemas']['Post'];

/** How the kinds of resources look. */
export const kindIcons: Record<PublicCourse['units'][number]['resources'][number]['kind'], IconName> = {
  text: 'document',
  video: 'video',
  link: 'external',
  file: 'download',
};
