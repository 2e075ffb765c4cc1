import type { components, paths } from '../api/generated.ts';

/** A published version with its issuer and stacks, as the API answers it. */
export type MicroCredential = components['schemas']['MicroCredential'];
/** A stack with its members in order. */
export type Stack = components['schemas']['Stack'];
/** An organization that issues. */
export type Issuer = components['schemas']['Issuer'];
/** A page of the catalog with its facets. */
export type CatalogPage = components['schemas']['CatalogPage'];
export type Part = MicroCredential['definition']['parts'][number];
export type Requirement = Part['requirements'][number];
/** How a micro-credential is evaluated. */
export type Quality = paths['/api/v1/micro-credentials/{slug}/quality']['get']['responses'][200]['content']['application/json'];
