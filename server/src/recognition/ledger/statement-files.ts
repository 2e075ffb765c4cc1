import { stringify } from 'csv-stringify/sync';
import PDFDocument from 'pdfkit';
import { counted, money } from '../incentives/sentence.ts';
import type { Statement, StatementEntry } from './statement.ts';

/** A cell that a spreadsheet would take for a formula is told to be text. */
const cell = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text);

/** The entries of a statement as CSV, the oldest first. */
export function statementCsv({ entries }: Statement): string {
  const rows = [...entries]
    .reverse()
    .map((entry) => [
      entry.id,
      entry.earnedOn,
      entry.effectiveOn,
      entry.kind,
      entry.unit,
      entry.amount,
      entry.claims.map(({ title }) => title).join('; '),
      whyOf(entry),
      entry.reverses ?? '',
      entry.closedWith ? String(entry.closedWith.number) : '',
    ]);
  const header = ['entry', 'earned_on', 'effective_on', 'kind', 'unit', 'amount', 'awards', 'why', 'reverses', 'closing'];
  return stringify([header, ...rows.map((row) => row.map(cell))], { record_delimiter: 'windows' });
}

const kindNames: Record<string, string> = {
  'base-salary': 'Base salary',
  stipend: 'Stipend',
  credit: 'Credits',
  hours: 'Hours',
  endorsement: 'Endorsement',
  status: 'Status',
};

function amountOf({ kind, unit, amount }: { kind: string; unit: string; amount: string }): string {
  if (kind === 'base-salary' || kind === 'stipend') return money(amount, unit);
  if (kind === 'endorsement' || kind === 'status') return amount.startsWith('-') ? `withdrawn: ${unit}` : unit;
  return counted(amount, unit);
}

/** Why an entry stands, in one sentence. */
function whyOf({ reason, rule, startingBalances }: StatementEntry): string {
  if (reason) return reason;
  if (rule) return `${rule.name}, version ${rule.version}: ${rule.sentence}`;
  return startingBalances[0]?.note || 'Brought along from before.';
}

/** The statement as a tagged PDF, readable by screen readers and printable on letter paper. */
export function statementPdf(statement: Statement): Promise<Buffer> {
  const { recognizer, educator, asOf, balances, entries } = statement;
  const document = new PDFDocument({
    size: 'LETTER',
    margin: 54,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'en-US',
    info: { Title: `Statement of ${educator.name}, ${recognizer.name}`, Author: recognizer.name },
  });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const whole = new Promise<Buffer>((settle, refuse) => {
    document.on('end', () => settle(Buffer.concat(parts)));
    document.on('error', refuse);
  });
  const root = document.struct('Document');
  document.addStructure(root);
  const say = (tag: string, size: number, text: string, bold = false, gap = 4) => {
    root.add(
      document.struct(tag, {}, () => {
        document
          .font(bold ? 'Helvetica-Bold' : 'Helvetica')
          .fontSize(size)
          .text(plain(text));
        document.moveDown(gap / 10);
      }),
    );
  };
  say('H1', 18, 'Statement of recognition', true);
  say('P', 11, `${educator.name}${educator.hrIdentifier ? ` (${educator.hrIdentifier})` : ''}`);
  say('P', 11, `${recognizer.name}, as of ${asOf}`, false, 12);
  say('H2', 13, 'What it comes to', true);
  if (!balances.length) say('P', 10, 'Nothing yet. Earned micro-credentials stand here once they are posted.');
  for (const balance of balances) say('P', 10, `${kindNames[balance.kind] ?? balance.kind}: ${amountOf(balance)}`, false, 2);
  document.moveDown();
  if (entries.length) say('H2', 13, 'Entries, the newest first', true);
  for (const entry of entries) {
    say('H3', 10.5, `${entry.effectiveOn}   ${kindNames[entry.kind] ?? entry.kind}   ${amountOf(entry)}`, true, 1);
    if (entry.claims.length) say('P', 9.5, entry.claims.map(({ title, earnedOn }) => `${title} (${earnedOn})`).join(', '), false, 1);
    say('P', 9, `${entry.reverses ? 'Reversal. ' : ''}${whyOf(entry)}`, false, 6);
  }
  root.end();
  document.end();
  return whole;
}

/** The fonts built into PDF readers know Western characters only. */
function plain(text: string): string {
  return text
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[–—]/g, '-')
    .normalize('NFC')
    .replace(/[^\x20-\x7e\xa0-\xff]/g, (character) => character.normalize('NFD').replace(/[^\x20-\x7e]/g, '') || '?');
}
