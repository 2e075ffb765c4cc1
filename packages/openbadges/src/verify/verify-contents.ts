import { aCheck } from './messages.ts';
import type { Check, Kind, Report } from './report.ts';

type Json = Record<string, unknown>;

/** How a credential inside another is verified. */
export type VerifyOne = (input: string | object) => Promise<Report>;

/** More credentials than this are not looked at. A career has some dozens. */
const MAX_CONTENTS = 250;
const MAX_ENDORSEMENTS = 20;

/** The credentials inside a learner record or presentation, as they came: objects, envelopes or compact JWS. */
function contentsOf(document: Json, kind: Kind): unknown[] {
  const holder = kind === 'learner-record' ? (document.credentialSubject as Json | undefined) : document;
  const contents = typeof holder === 'object' && holder !== null ? holder.verifiableCredential : undefined;
  return contents === undefined ? [] : [contents].flat();
}

/** Verifies everything inside a learner record or presentation; one that does not hold spoils the whole. */
export async function checkContents(document: Json, kind: Kind, verifyOne: VerifyOne): Promise<{ check: Check; contents: Report[] }> {
  const inside = contentsOf(document, kind);
  if (inside.length === 0) return { check: aCheck('contents', 'warning', 'empty'), contents: [] };
  if (inside.length > MAX_CONTENTS) return { check: aCheck('contents', 'not-checked', 'too-many', { count: inside.length }), contents: [] };
  const contents: Report[] = [];
  for (const content of inside) contents.push(await verifyOne(asInput(content)));
  const count = (verdict: Report['verdict']) => contents.filter((report) => report.verdict === verdict).length;
  const details = { valid: count('valid'), invalid: count('invalid'), undetermined: count('undetermined') };
  if (details.invalid > 0) return { check: aCheck('contents', 'failed', 'invalid', details), contents };
  const check =
    details.undetermined > 0 ? aCheck('contents', 'not-checked', 'undetermined', details) : aCheck('contents', 'passed', 'valid', details);
  return { check, contents };
}

/** Whether who presents the badges is who earned them (VCDM 2.0 §4.13, `holder`). A parent or a school may present too, so it is a remark. */
export function checkHolder(holder: unknown, contents: Report[]): Check {
  if (typeof holder !== 'string') return aCheck('holder', 'not-checked', 'unknown');
  const subjects = contents.map((report) => (report.credential?.credentialSubject as { id?: unknown } | undefined)?.id);
  return subjects.every((subject) => subject === holder)
    ? aCheck('holder', 'passed', 'same', { holder })
    : aCheck('holder', 'warning', 'another', { holder });
}

/**
 * Verifies what others say in favour of a badge, its achievement or its issuer. A bad word in favour is a remark: the badge itself is its
 * issuer's.
 *
 * @returns nothing when there is no endorsement inside
 */
export async function checkEndorsements(
  document: Json,
  verifyOne: VerifyOne,
): Promise<{ check: Check; endorsements: Report[] } | undefined> {
  const places = endorsedPlaces(document);
  const inside = places.flatMap(({ about, place }) =>
    [place.endorsement, place.endorsementJwt].flat().flatMap((given) => (given === undefined ? [] : [{ about, given }])),
  );
  if (inside.length === 0) return undefined;
  const endorsements: Report[] = [];
  let isElsewhere = false;
  for (const { about, given } of inside.slice(0, MAX_ENDORSEMENTS)) {
    const report = await verifyOne(asInput(given));
    endorsements.push(report);
    const subject = (report.credential?.credentialSubject as { id?: unknown } | undefined)?.id;
    isElsewhere ||= report.verdict === 'valid' && !about.includes(subject);
  }
  const isDoubtful = endorsements.length < inside.length || endorsements.some((report) => report.verdict !== 'valid');
  if (isDoubtful) return { check: aCheck('endorsements', 'warning', 'doubtful'), endorsements };
  return { check: isElsewhere ? aCheck('endorsements', 'warning', 'elsewhere') : aCheck('endorsements', 'passed', 'valid'), endorsements };
}

/** Where endorsements may stand, and the ids that one there may be about. */
function endorsedPlaces(document: Json): { about: unknown[]; place: Json }[] {
  const places: { about: unknown[]; place: Json }[] = [];
  const add = (value: unknown, ...more: unknown[]) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      places.push({ about: [(value as Json).id, ...more], place: value as Json });
  };
  const subject = document.credentialSubject as Json | undefined;
  const achievement = typeof subject === 'object' && subject !== null ? subject.achievement : undefined;
  add(document, (achievement as Json | undefined)?.id, subject?.id);
  add(document.issuer);
  add(achievement);
  add((achievement as Json | undefined)?.creator);
  return places;
}

function asInput(value: unknown): string | object {
  return typeof value === 'string' || (typeof value === 'object' && value !== null) ? value : {};
}
