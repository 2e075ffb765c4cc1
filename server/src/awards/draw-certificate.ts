import qrcode from 'qrcode';
import { type TaggedPdf, taggedPdf } from '../platform/pdf/tagged-pdf.ts';
import { drawPng } from './badge-art.ts';
import type { PublicBadge } from './read-badge.ts';

const soft = '#57524a';
const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
/** Points. */
const artSize = 132;
const codeSize = 96;

/** Draws a QR code as squares, so that it stays sharp on any printer. */
export function drawCode(pdf: TaggedPdf, address: string, place: { x: number; y: number; size: number }): void {
  const { modules } = qrcode.create(address, { errorCorrectionLevel: 'M' });
  const edge = place.size / modules.size;
  pdf.figure(`QR code: ${address}`, place, (document) => {
    document.fillColor('#000000');
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1)
        if (modules.get(row, column)) document.rect(place.x + column * edge, place.y + row * edge, edge, edge);
    document.fill();
  });
}

/**
 * The certificate of a badge as a tagged PDF: for printing and for those who ask for paper. It says of itself that the page behind
 * its code is what counts.
 */
export async function drawCertificate(badge: PublicBadge): Promise<Buffer> {
  const { title, earner, issuer, awardedAt, revokedAt, suspendedAt, competency, parts, members, links } = badge;
  const picture = Buffer.from(await drawPng(badge.art));
  const pdf = taggedPdf({
    title: `${title}: certificate of ${earner}`,
    author: issuer.name,
    subject: competency,
    created: revokedAt ?? suspendedAt ?? awardedAt,
  });
  const beside = pdf.width - artSize - 24;
  const top = pdf.y;
  pdf.say('P', issuer.name, { size: 11, bold: true, color: soft, gap: 14, width: beside });
  if (revokedAt)
    pdf.say('P', `Revoked on ${day.format(revokedAt)}. It proves nothing any more.`, { bold: true, color: '#a3261b', width: beside });
  if (suspendedAt) {
    const since = `Suspended for now since ${day.format(suspendedAt)}. Do not rely on it until that is lifted.`;
    pdf.say('P', since, { bold: true, color: '#a3261b', width: beside });
  }
  pdf.say('P', earner, { size: 20, gap: 2, width: beside });
  pdf.say('P', badge.kind === 'stack' ? 'has completed the stack' : 'has shown the skill', { color: soft, gap: 4, width: beside });
  pdf.say('H1', title, { size: 25, bold: true, gap: 8, width: beside });
  pdf.say('P', `Awarded on ${day.format(awardedAt)} by ${issuer.name}.`, { gap: 10, width: beside });
  pdf.figure(`The badge ${title}`, { x: pdf.left + pdf.width - artSize, y: top, size: artSize }, (document) =>
    document.image(picture, pdf.left + pdf.width - artSize, top, { width: artSize }),
  );
  pdf.y = Math.max(pdf.y, top + artSize + 18);

  pdf.say('H2', 'What it proves', { size: 14, bold: true });
  pdf.say('P', competency, { size: 11.5, gap: 12 });
  if (members.length) {
    pdf.say('H2', 'What it consists of', { size: 14, bold: true });
    for (const member of members) pdf.say('P', `• ${member.title}`, { gap: 1 });
    pdf.y += 10;
  }
  if (parts.length) {
    pdf.say('H2', 'Levels reached', { size: 14, bold: true, gap: 2 });
    pdf.say('P', 'Set by a trained evaluator against the published scoring guide, on evidence from practice.', { color: soft, gap: 6 });
    for (const part of parts) {
      pdf.need(60);
      pdf.say('H3', part.title, { size: 11, bold: true, gap: 2 });
      for (const { title: criterion, level, levels } of part.criteria)
        pdf.say('P', `${criterion}: ${level} (level ${levels.indexOf(level) + 1} of ${levels.length})`, { gap: 1 });
      pdf.y += 6;
    }
  }

  pdf.need(codeSize + 16);
  pdf.y += 8;
  const below = pdf.y;
  drawCode(pdf, links.page, { x: pdf.left + pdf.width - codeSize, y: below, size: codeSize });
  const width = pdf.width - codeSize - 24;
  pdf.say('H2', 'Is it genuine?', { size: 14, bold: true, width });
  pdf.say('P', 'Anybody can print a page like this one. Scan the code or open the address: there the signature is checked anew.', {
    width,
  });
  pdf.say('Link', links.page, { color: '#0b4f8a', link: links.page, width });
  return pdf.end();
}
