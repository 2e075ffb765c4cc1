import { isDateTime, isUri } from '../model/primitives.ts';
import type { Acceptance, Leaf } from '../template/skeleton.ts';
import type { HoleChoice } from '../template/template.ts';

/**
 * The texts of a badge that differ from earner to earner, and what the model lets stand there. All others (issuer, achievement) belong
 * to the template, so a badge that matches a template satisfies the model without being checked against it again.
 */

const isText: Acceptance = (text) => text.isWellFormed();
const isHash: Acceptance = (text) => /^sha256\$[0-9a-fA-F]{64}$/.test(text);
const isPlace: Acceptance = (text) => /^\d{1,15}$/.test(text);

const earnerTexts: Record<string, Acceptance> = {
  id: isUri,
  validFrom: isDateTime,
  validUntil: isDateTime,
  awardedDate: isDateTime,
  'credentialSubject.id': isUri,
  'credentialSubject.activityStartDate': isDateTime,
  'credentialSubject.activityEndDate': isDateTime,
  'credentialSubject.image.id': isUri,
  'credentialSubject.licenseNumber': isText,
  'credentialSubject.narrative': isText,
  'credentialSubject.role': isText,
  'credentialSubject.term': isText,
  'credentialSubject.identifier.*.identityHash': isHash,
  'credentialSubject.identifier.*.salt': isText,
  'credentialSubject.result.*.value': isText,
  'credentialStatus.id': isUri,
  'credentialStatus.statusListIndex': isPlace,
  'credentialStatus.statusListCredential': isUri,
  'evidence.*.id': isUri,
  'evidence.*.name': isText,
  'evidence.*.description': isText,
  'evidence.*.narrative': isText,
  'evidence.*.genre': isText,
  'evidence.*.audience': isText,
};

/** The choice of holes for badges like this one, which satisfies the model. */
export function chooseEarnerTexts(credential: object): HoleChoice {
  return (leaf) => {
    const path = leaf.path.map((key) => (typeof key === 'number' ? '*' : key)).join('.');
    if (path === 'credentialSubject.result.*.achievedLevel') return acceptLevel(credential, leaf);
    const accepts = earnerTexts[path];
    if (!accepts?.(leaf.text)) return undefined;
    return accepts === isDateTime ? acceptAgain(accepts) : accepts;
  };
}

/** The rule of the model that no text can satisfy alone. */
export function datesAreInOrder({ validFrom, validUntil }: { validFrom?: unknown; validUntil?: unknown }): boolean {
  return validUntil === undefined || Date.parse(String(validFrom)) <= Date.parse(String(validUntil));
}

/** What a badge is about, under which its shapes are remembered: its achievement, or what is endorsed. */
export function subjectMatter(credential: object): string {
  const subject = (credential as { credentialSubject?: { id?: unknown; achievement?: { id?: unknown } } }).credentialSubject;
  const id = subject?.achievement?.id ?? subject?.id;
  return typeof id === 'string' ? id : '';
}

/** The same rule, not asked again for the text it accepted last: a batch has few different days. */
function acceptAgain(accepts: Acceptance): Acceptance {
  let last: string | undefined;
  return (text) => {
    if (text === last) return true;
    if (!accepts(text)) return false;
    last = text;
    return true;
  };
}

/** An achieved level may be any level of the result description that the result is about. */
function acceptLevel(credential: object, leaf: Leaf): Acceptance | undefined {
  const { credentialSubject: subject } = credential as {
    credentialSubject: {
      result: { resultDescription?: string }[];
      achievement: { resultDescription?: { id: string; rubricCriterionLevel?: { id: string }[] }[] };
    };
  };
  const about = subject.result[leaf.path[2] as number]?.resultDescription;
  const description = subject.achievement.resultDescription?.find((candidate) => candidate.id === about);
  if (!description?.rubricCriterionLevel) return undefined;
  const levels = new Set(description.rubricCriterionLevel.map((level) => level.id));
  return (text) => levels.has(text);
}
