import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeAuthorization } from './describe.ts';

/** Writes docs/authorization.md from the OpenAPI document that `npm run api` has just made. */
const root = resolve(import.meta.dirname, '../../../..');
const document: unknown = JSON.parse(readFileSync(resolve(root, 'web/src/api/generated.openapi.json'), 'utf8'));
writeFileSync(resolve(root, 'docs/authorization.md'), describeAuthorization(document));
