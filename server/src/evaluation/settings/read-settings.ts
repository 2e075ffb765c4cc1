import type { Database } from '../../platform/database/database.ts';
import { type EvaluationSettings, type SettingsChoice, settingsFrom } from './settings.ts';

/** One level's choice, with the revision that the next save is made from (0 before the first). */
export interface SettingsLevel {
  choice: SettingsChoice;
  revision: number;
  effective: EvaluationSettings;
}

/** An issuer's settings, and those of each of its micro-credentials. */
export interface IssuerSettings {
  organization: SettingsLevel;
  microCredentials: (SettingsLevel & { id: string; slug: string; title: string })[];
}

/** The settings that hold for a micro-credential now. */
export async function effectiveSettings(database: Database, issuerId: string, microCredentialId: string): Promise<EvaluationSettings> {
  const rows = await database
    .selectFrom('evaluation_settings')
    .select(['micro_credential_id', 'settings'])
    .where('issuer_id', '=', issuerId)
    .where(({ eb, or }) => or([eb('micro_credential_id', 'is', null), eb('micro_credential_id', '=', microCredentialId)]))
    .execute();
  const of = (id: string | null) => rows.find((row) => row.micro_credential_id === id)?.settings;
  return settingsFrom(of(null), of(microCredentialId));
}

/** Everything an issuer chose, for the page it is changed on. */
export async function readSettings(database: Database, issuerId: string): Promise<IssuerSettings> {
  const [rows, microCredentials] = await Promise.all([
    database
      .selectFrom('evaluation_settings')
      .select(['micro_credential_id', 'settings', 'revision'])
      .where('issuer_id', '=', issuerId)
      .execute(),
    database
      .selectFrom('micro_credential')
      .innerJoin('micro_credential_version', 'micro_credential_version.id', 'micro_credential.current_version_id')
      .select(['micro_credential.id', 'micro_credential.slug', 'micro_credential_version.title'])
      .where('micro_credential.issuer_id', '=', issuerId)
      .orderBy('title')
      .orderBy('micro_credential.id')
      .execute(),
  ]);
  const above = rows.find((row) => row.micro_credential_id === null);
  const level = (row: (typeof rows)[number] | undefined, from: unknown[]): SettingsLevel => ({
    choice: (row?.settings ?? {}) as SettingsChoice,
    revision: row?.revision ?? 0,
    effective: settingsFrom(...from, row?.settings),
  });
  return {
    organization: level(above, []),
    microCredentials: microCredentials.map((one) => ({
      ...one,
      ...level(
        rows.find((row) => row.micro_credential_id === one.id),
        [above?.settings],
      ),
    })),
  };
}
