import type { Area } from './areas.ts';

/** The longest edge of what is made: a phone's photograph, not a poster. */
export const longestEdge = 4096;
/** Cells across the longer edge of a blurred area: coarse colors, no features. */
const cells = 8;

/** Draws the picture upright onto a canvas, at most `longestEdge` long. */
export function drawPicture(picture: ImageBitmap): HTMLCanvasElement {
  const scale = Math.min(1, longestEdge / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * Hides areas of a canvas for good. Covered ones become black; of blurred ones the mean color of some cells is left and smoothed, so that
 * there is nothing to be sharpened back.
 */
export function hideAreas(canvas: HTMLCanvasElement, areas: readonly Area[]): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  for (const { x, y, width, height, mode } of areas) {
    if (mode === 'cover') {
      context.fillStyle = 'black';
      context.fillRect(x, y, width, height);
      continue;
    }
    const size = Math.max(width, height) / cells;
    const coarse = new OffscreenCanvas(Math.max(1, Math.round(width / size)), Math.max(1, Math.round(height / size)));
    const into = coarse.getContext('2d');
    if (!into) continue;
    meanColors(context, { x, y, width, height }, coarse, into);
    // nothing of what stood there shines through
    context.clearRect(x, y, width, height);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    context.drawImage(coarse, x, y, width, height);
  }
}

/** The mean color of each cell; browsers differ in how they make pictures small, and some leave pixels as they are. */
function meanColors(
  from: CanvasRenderingContext2D,
  { x, y, width, height }: Omit<Area, 'mode'>,
  coarse: OffscreenCanvas,
  into: OffscreenCanvasRenderingContext2D,
): void {
  const { data } = from.getImageData(x, y, width, height);
  const sums = new Float64Array(coarse.width * coarse.height * 4);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const cell = Math.floor((row * coarse.height) / height) * coarse.width + Math.floor((column * coarse.width) / width);
      const pixel = (row * width + column) * 4;
      for (let part = 0; part < 3; part += 1) sums[cell * 4 + part] = (sums[cell * 4 + part] ?? 0) + (data[pixel + part] ?? 0);
      sums[cell * 4 + 3] = (sums[cell * 4 + 3] ?? 0) + 1;
    }
  const means = into.createImageData(coarse.width, coarse.height);
  for (let at = 0; at < sums.length; at += 4) {
    const count = sums[at + 3] || 1;
    means.data.set([(sums[at] ?? 0) / count, (sums[at + 1] ?? 0) / count, (sums[at + 2] ?? 0) / count, 255], at);
  }
  into.putImageData(means, 0, 0);
}

/** The canvas as a file; photographs stay photographs. */
export function fileOf(canvas: HTMLCanvasElement, name: string, mediaType: string): Promise<File> {
  const type = mediaType === 'image/jpeg' || mediaType === 'image/heic' || mediaType === 'image/heif' ? 'image/jpeg' : 'image/png';
  const plainName = `${name.replace(/\.[^.]*$/, '') || 'picture'}.${type === 'image/jpeg' ? 'jpg' : 'png'}`;
  return new Promise((settle, refuse) =>
    canvas.toBlob(
      (blob) => (blob ? settle(new File([blob], plainName, { type })) : refuse(new Error('The picture could not be made.'))),
      type,
      0.92,
    ),
  );
}
