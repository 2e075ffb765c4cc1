import type { Cap, Pays, Rule } from './rule.ts';

/** What ids in a rule are called; an id without a name is counted only. */
export interface RuleNames {
  currency: string;
  /** By program id. */
  programs?: ReadonlyMap<string, string>;
  /** By achievement as rules name it. */
  achievements?: ReadonlyMap<string, string>;
}

/**
 * Says a rule in plain English: what is paid in the first sentence, its conditions in short ones after it.
 *
 * @example `Each award of difficulty 2 adds $400 to base salary, at most $1,200 a calendar year.`
 */
export function sentenceOf(rule: Rule, names: RuleNames): string {
  const main = `${paying(rule, names)}${capping(rule, names)}.`;
  return [main, ...remaining(rule), ...conditions(rule, names), due(rule), ...excluding(rule)].join(' ');
}

/** An amount with its unit: `$1,200`, `1 CPD credit`, `15 renewal hours`. */
export function amountIn(amount: string, pays: Pays, { currency }: Pick<RuleNames, 'currency'>): string {
  if (pays.kind === 'base-salary' || pays.kind === 'stipend') return money(amount, currency);
  if (pays.kind === 'endorsement' || pays.kind === 'status') return `“${pays.unit}”`;
  return counted(amount, pays.unit);
}

/** Money as it is said in English. */
export function money(amount: string, currency: string): string {
  const whole = /^-?\d+(\.0*)?$/.test(amount);
  const format = { style: 'currency', currency, minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 } as const;
  return new Intl.NumberFormat('en-US', format).format(amount as Intl.StringNumericLiteral);
}

/** A number of something: `1 CPD credit`, `2 CPD credits`. */
export function counted(amount: string, unit: string): string {
  const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(amount as Intl.StringNumericLiteral);
  return `${number} ${Number(amount) === 1 || unit.endsWith('s') ? unit : `${unit}s`}`;
}

function paying({ value }: Rule, names: RuleNames): string {
  const { pays } = value;
  const said = (amount: string) => amountIn(amount, pays, names);
  switch (value.kind) {
    case 'by-difficulty': {
      const amounts = Object.entries(value.amounts).sort(([one], [other]) => (one < other ? -1 : 1));
      const [[difficulty, first] = ['1', '0']] = amounts;
      if (amounts.length === 1) return `Each award of difficulty ${difficulty} ${effect(pays, said(first), 'one')}`;
      if (amounts.every(([, amount]) => Number(amount) === Number(first)))
        return `Each award${
          amounts.length < 3
            ? ` of difficulty ${listed(
                amounts.map(([name]) => name),
                'or',
              )}`
            : ''
        } ${effect(pays, said(first), 'one')}`;
      return `Each award of difficulty ${difficulty} ${effect(pays, said(first), 'one')}, ${listed(
        amounts.slice(1).map(([name, amount]) => `of difficulty ${name} ${said(amount)}`),
        'and',
      )}`;
    }
    case 'per-hour':
      return `Each award ${effect(pays, said(value.rate), 'one')} for each hour that the approved list credits`;
    case 'every':
      if (value.awards === 1)
        return `${value.times === 'once' ? 'The first award' : 'Each award'} ${effect(pays, said(value.amount), 'one')}`;
      return `${value.times === 'once' ? `The first ${value.awards} awards together` : `Every ${value.awards} awards`} ${effect(pays, said(value.amount), 'many')}`;
    case 'convert': {
      const from = counted(value.every, value.from.unit);
      const within = value.lapseAfterMonths === null ? '' : ` earned within ${months(value.lapseAfterMonths)}`;
      return `${value.times === 'once' ? 'The first' : 'Every'} ${from}${within} ${effect(pays, said(value.amount), Number(value.every) === 1 ? 'one' : 'many')}`;
    }
    case 'set': {
      const named = value.achievements.flatMap((achievement) => names.achievements?.get(achievement) ?? []);
      const all = value.need === 'all' || value.need === value.achievements.length;
      const which =
        named.length === value.achievements.length && named.length <= 12
          ? listed(
              named.map((title) => `“${title}”`),
              all ? 'and' : 'or',
            )
          : `${value.achievements.length} named micro-credentials`;
      return `Holding ${all ? (named.length === 1 ? '' : 'all of ') : `any ${value.need} of `}${which} ${effect(pays, said(value.amount), 'one')}`;
    }
  }
}

function effect(pays: Pays, amount: string, count: 'one' | 'many'): string {
  const s = count === 'one' ? 's' : '';
  switch (pays.kind) {
    case 'base-salary':
      return `add${s} ${amount} to base salary`;
    case 'stipend':
      return `pay${s} a one-time stipend of ${amount}`;
    case 'credit':
    case 'hours':
      return `give${s} ${amount}`;
    case 'endorsement':
      return `give${s} the endorsement ${amount}`;
    case 'status':
      return `give${s} the status ${amount}`;
  }
}

const periodNames: Record<Cap['per'], string> = {
  award: 'an award',
  'calendar-year': 'a calendar year',
  'fiscal-year': 'a fiscal year',
  cycle: 'a cycle',
  lifetime: 'in all',
};

function capping({ value, caps }: Rule, names: RuleNames): string {
  if (!caps.length) return '';
  const amount = ({ amount: cap }: Cap) =>
    value.pays.kind === 'endorsement' || value.pays.kind === 'status' ? `${Number(cap)} times` : amountIn(cap, value.pays, names);
  return `, at most ${listed(
    caps.map((cap) => `${amount(cap)} ${periodNames[cap.per]}`),
    'and',
  )}`;
}

function remaining({ value }: Rule): string[] {
  if (value.kind === 'every' && value.times === 'repeatedly' && value.awards > 1)
    return [
      value.lapseAfterMonths === null
        ? 'What is left over waits for the next award.'
        : `What is left over waits for ${months(value.lapseAfterMonths)}.`,
    ];
  if (value.kind === 'convert' && value.times === 'repeatedly')
    return [value.lapseAfterMonths === null ? 'What is left over waits for more.' : 'What is left over after that lapses.'];
  if (value.kind === 'per-hour' && Number(value.rounding.step) > 0.01)
    return [`Rounded ${roundingWords[value.rounding.mode]} to steps of ${value.rounding.step}.`];
  return [];
}

const roundingWords = { 'half-up': 'half up', 'half-even': 'half to even', down: 'down', up: 'up' };

function conditions({ counts, eligibility }: Rule, { programs }: RuleNames): string[] {
  const said: string[] = [];
  if (counts.programs) {
    const named = counts.programs.flatMap((id) => programs?.get(id) ?? []);
    said.push(
      named.length === counts.programs.length
        ? `For awards in ${listed(
            named.map((name) => `“${name}”`),
            'or',
          )}.`
        : `For awards in ${counts.programs.length === 1 ? 'one program' : `${counts.programs.length} programs`}.`,
    );
  }
  if (counts.difficulties) said.push(`For awards of difficulty ${listed(counts.difficulties.map(String), 'or')}.`);
  if (counts.preApproved) said.push('The award must have been approved beforehand.');
  if (counts.proofWithin)
    said.push(`Proof is due within ${days(counts.proofWithin.days)} of the ${counts.proofWithin.of === 'award' ? 'award' : 'approval'}.`);
  if (eligibility.positions) said.push(`For those employed as ${listed(eligibility.positions, 'or')}.`);
  if (eligibility.contracts) said.push(`For contracts ${listed(eligibility.contracts, 'or')}.`);
  if (eligibility.employedForMonths !== null)
    said.push(
      eligibility.employedForMonths === 0
        ? 'For those employed on the day of the award.'
        : `For those employed for at least ${months(eligibility.employedForMonths)}.`,
    );
  return said;
}

const afterWords = { award: 'the award', proof: 'the proof is handed in', posting: 'the claim is posted' };

function due({ effective: { kind, after } }: Rule): string {
  if (kind === 'next-pay-period') return `Effective with the first pay period after ${afterWords[after]}.`;
  if (kind === 'next-contract-year') return `Effective with the first contract year after ${afterWords[after]}.`;
  return after === 'award' ? 'Effective from the date of the award.' : `Effective as soon as ${afterWords[after]}.`;
}

function excluding({ exclusive }: Rule): string[] {
  return exclusive ? [`An award counts for one incentive of “${exclusive.group}” only.`] : [];
}

const months = (count: number): string =>
  count % 12 === 0 ? `${count / 12} ${count === 12 ? 'year' : 'years'}` : `${count} ${count === 1 ? 'month' : 'months'}`;
const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

function listed(items: readonly string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}
