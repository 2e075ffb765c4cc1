import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const files = createRequire(import.meta.url);
const font = (set: string, weight: number) =>
  files.resolve(`@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-${set}-${weight}-normal.woff`);
/** The letters of the screens, embedded: names of most languages in Latin script come out as they are written. */
const fonts = {
  regular: font('latin', 400),
  bold: font('latin', 700),
  'regular-extended': font('latin-ext', 400),
  'bold-extended': font('latin-ext', 700),
};

export type Tag = 'H1' | 'H2' | 'H3' | 'P' | 'Figure' | 'Link';

/** How a text is set. Sizes and gaps are in points. */
export interface Setting {
  size?: number;
  bold?: boolean;
  /** White space below. */
  gap?: number;
  width?: number;
  color?: string;
  /** Makes the text a link. */
  link?: string;
}

/** A tagged PDF on letter paper: headings, paragraphs and figures with alternative texts, in reading order. */
export interface TaggedPdf {
  /** The space between the margins. */
  readonly width: number;
  readonly left: number;
  /** Where the next text begins, from the top of the page. */
  y: number;
  say(tag: Tag, text: string, setting?: Setting): void;
  /** A picture of `size` points at a place of its own; the text goes on where it was. */
  figure(alt: string, place: { x: number; y: number; size: number }, draw: (document: PDFKit.PDFDocument) => void): void;
  /** Begins a new page unless so many points are left on this one. */
  need(points: number): void;
  /** @returns the whole file */
  end(): Promise<Buffer>;
}

const margin = 54;

/**
 * Begins a document.
 *
 * @param info.title what readers show in place of the file's name
 * @param info.created when; the same facts at the same time give the same file
 */
export function taggedPdf(info: { title: string; author: string; subject: string; created: Date }): TaggedPdf {
  const document = new PDFDocument({
    size: 'LETTER',
    margin,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'en-US',
    info: { Title: info.title, Author: info.author, Subject: info.subject, CreationDate: info.created },
  });
  for (const [name, file] of Object.entries(fonts)) document.registerFont(name, file);
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const whole = new Promise<Buffer>((settle, refuse) => {
    document.on('end', () => settle(Buffer.concat(parts)));
    document.on('error', refuse);
  });
  const root = document.struct('Document');
  document.addStructure(root);

  return {
    width: document.page.width - 2 * margin,
    left: margin,
    get y() {
      return document.y;
    },
    set y(value) {
      document.y = value;
    },
    say(tag, text, { size = 10.5, bold = false, gap = 4, width, color = '#1c1a17', link } = {}) {
      const weight = bold ? 'bold' : 'regular';
      const runs = runsOf(text);
      const write = () => {
        document.fontSize(size).fillColor(color);
        runs.forEach(({ text: run, extended }, index) => {
          const options: PDFKit.Mixins.TextOptions = { continued: index < runs.length - 1, lineGap: size * 0.2 };
          if (width) options.width = width;
          if (link) options.link = link;
          document.font(extended ? `${weight}-extended` : weight);
          if (index === 0) document.text(run, margin, document.y, options);
          else document.text(run, options);
        });
      };
      root.add(document.struct(tag, {}, write));
      document.y += gap;
    },
    figure(alt, { x, y, size }, draw) {
      const before = document.y;
      const bbox: [number, number, number, number] = [x, document.page.height - y - size, x + size, document.page.height - y];
      root.add(document.struct('Figure', { alt, bbox } as PDFKit.Mixins.StructureElementOptions, () => draw(document)));
      document.y = before;
      document.x = margin;
    },
    need(points) {
      if (document.y + points > document.page.height - margin) document.addPage();
    },
    end() {
      root.end();
      document.end();
      return whole;
    },
  };
}

/**
 * Splits a text by the font that has its letters. What neither has (other scripts) is written by its base letter, else as `?`.
 */
export function runsOf(text: string): { text: string; extended: boolean }[] {
  const runs: { text: string; extended: boolean }[] = [];
  for (const character of text.normalize('NFC').replace(/\s+/g, ' ')) {
    const extended = /[\u0100-\u024f\u1e00-\u1eff]/u.test(character);
    const isBasic = /[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac]/u.test(character);
    const shown = extended || isBasic ? character : character.normalize('NFKD').replace(/[^\x20-\x7e]/g, '') || '?';
    const last = runs.at(-1);
    if (last && last.extended === extended) last.text += shown;
    else runs.push({ text: shown, extended });
  }
  return runs.length ? runs : [{ text: ' ', extended: false }];
}
