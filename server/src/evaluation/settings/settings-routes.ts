import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { settingsKeepers } from '../policy.ts';
import { readSettings } from './read-settings.ts';
import { saveSettings } from './save-settings.ts';
import { EvaluationSettings, SettingsChoice } from './settings.ts';

const tags = ['evaluation'];
const Revision = z.int().min(0).max(2_000_000_000).meta({ description: 'The revision this edit was made from; 0 before the first save' });
const Saved = z.object({ choice: SettingsChoice, revision: z.int() });
const Level = Saved.extend({ effective: EvaluationSettings });
const Change = z.object({ choice: SettingsChoice, revision: Revision });

/** How an issuer has its submissions evaluated. */
export function settingsRoutes(server: Server, { database }: Ground): void {
  server.get(
    '/api/v1/organizations/:organizationId/evaluation-settings',
    {
      config: { access: settingsKeepers },
      schema: {
        tags,
        summary: 'How an organization’s submissions are evaluated, by default and by micro-credential',
        params: z.object({ organizationId: z.uuid() }),
        response: {
          200: z.object({
            organization: Level,
            microCredentials: z.array(Level.extend({ id: z.uuid(), slug: z.string(), title: z.string() })),
          }),
        },
      },
    },
    ({ params }) => readSettings(database, params.organizationId),
  );

  server.put(
    '/api/v1/organizations/:organizationId/evaluation-settings',
    {
      config: { access: settingsKeepers },
      schema: {
        tags,
        summary: 'Choose how submissions are evaluated from now on, for all micro-credentials',
        params: z.object({ organizationId: z.uuid() }),
        body: Change,
        response: { 200: Saved },
      },
    },
    (request) =>
      saveSettings(database, {
        ...request.body,
        issuerId: request.params.organizationId,
        microCredentialId: null,
        personId: callerOf(request).personId,
      }),
  );

  server.put(
    '/api/v1/organizations/:organizationId/evaluation-settings/:microCredentialId',
    {
      config: { access: settingsKeepers },
      schema: {
        tags,
        summary: 'Choose what differs for one micro-credential; an empty choice follows the organization again',
        params: z.object({ organizationId: z.uuid(), microCredentialId: z.uuid() }),
        body: Change,
        response: { 200: Saved },
      },
    },
    (request) =>
      saveSettings(database, {
        ...request.body,
        issuerId: request.params.organizationId,
        microCredentialId: request.params.microCredentialId,
        personId: callerOf(request).personId,
      }),
  );
}
