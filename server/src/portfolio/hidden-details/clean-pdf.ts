import { PDFArray, type PDFContext, PDFDict, PDFDocument, PDFName, type PDFObject, PDFRawStream, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import { cleanJpeg } from './clean-jpeg.ts';

const name = (text: string) => PDFName.of(text);
/** What tells about a document, not of it (ISO 32000-2, 14.3, 14.5). */
const telling = ['Metadata', 'PieceInfo', 'LastModified'].map(name);

/**
 * A PDF written anew without its properties, XMP, what programs keep for themselves, earlier states of its objects and the names of who
 * commented; photographs in it are cleaned.
 *
 * @returns null where it is protected or cannot be read
 */
export async function cleanPdf(bytes: Buffer): Promise<Buffer | null> {
  let pdf: PDFDocument;
  try {
    pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false });
    // an object that is no page tree shows here, and not when it is saved
    pdf.getPageCount();
  } catch {
    return null;
  }
  const { context } = pdf;
  delete context.trailerInfo.Info;
  const reached = cleanFrom(context.trailerInfo.Root, context);
  // properties, XMP and earlier states that nothing leads to any more
  for (const [reference] of context.enumerateIndirectObjects()) if (!reached.has(reference)) context.delete(reference);
  return Buffer.from(await pdf.save({ addDefaultPage: false, updateFieldAppearances: false }));
}

/** Cleans everything that an object leads to, once. */
function cleanFrom(root: PDFObject | undefined, context: PDFContext): Set<PDFRef> {
  const reached = new Set<PDFRef>();
  const waiting = root ? [root] : [];
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    if (object instanceof PDFRef) {
      // references are the same object wherever they stand
      if (reached.has(object)) continue;
      reached.add(object);
      const named = context.lookup(object);
      const photograph = named instanceof PDFRawStream ? cleanPhotograph(named) : null;
      if (photograph) context.assign(object, photograph);
      if (named) waiting.push(named);
    } else if (object instanceof PDFStream) waiting.push(object.dict);
    else if (object instanceof PDFArray) waiting.push(...object.asArray());
    else if (object instanceof PDFDict) {
      cleanDictionary(object);
      waiting.push(...object.values());
    }
  }
  return reached;
}

function cleanDictionary(object: PDFDict): void {
  for (const key of telling) object.delete(key);
  // whoever commented (12.5.6.2); of a form's field it is the field's name
  const subtype = object.get(name('Subtype'));
  if (subtype && subtype !== name('Widget') && object.has(name('Rect'))) object.delete(name('T'));
}

function cleanPhotograph(stream: PDFRawStream): PDFRawStream | null {
  const filter = stream.dict.get(name('Filter'));
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.get(0) : filter;
  if (only !== name('DCTDecode')) return null;
  const cleaned = cleanJpeg(Buffer.from(stream.contents));
  return cleaned && PDFRawStream.of(stream.dict, cleaned);
}
