import type { Page } from 'playwright-core';

/** A sound recording as a device writes it: PCM in a WAV file, a quiet tone. */
export function aSoundRecording(seconds: number): Buffer {
  const rate = 8000;
  const samples = Buffer.alloc(seconds * rate * 2);
  for (let index = 0; index < samples.length / 2; index += 1)
    samples.writeInt16LE(Math.round(3000 * Math.sin((index / rate) * 440 * 2 * Math.PI)), index * 2);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** A short video, recorded by the browser itself. */
export async function aVideo(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const canvas = document.createElement('canvas');
        canvas.width = 160;
        canvas.height = 90;
        const pen = canvas.getContext('2d');
        const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' });
        const pieces: Blob[] = [];
        recorder.ondataavailable = ({ data }) => pieces.push(data);
        recorder.onstop = async () => {
          const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
          resolve(btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), '')));
        };
        let frames = 0;
        const draw = () => {
          if (pen) {
            pen.fillStyle = `hsl(${frames * 20} 40% 50%)`;
            pen.fillRect(0, 0, canvas.width, canvas.height);
          }
          frames += 1;
          if (frames > 20) recorder.stop();
          else requestAnimationFrame(draw);
        };
        recorder.start();
        draw();
      }),
  );
  return Buffer.from(base64, 'base64');
}

/**
 * A video as a phone writes it: an MP4 of some megabytes, recorded by the browser itself. What it shows is noise, which no codec makes small.
 *
 * @param size bytes at least
 */
export async function aPhoneVideo(page: Page, size: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    (size) =>
      new Promise<string>((resolve, reject) => {
        const mimeType = ['video/mp4;codecs=avc1.42E01F', 'video/mp4;codecs=vp9'].find((type) => MediaRecorder.isTypeSupported(type));
        if (!mimeType) return reject(new Error('This browser records no MP4.'));
        const canvas = document.createElement('canvas');
        canvas.width = 640;
        canvas.height = 360;
        const pen = canvas.getContext('2d');
        const recorder = new MediaRecorder(canvas.captureStream(15), { mimeType, videoBitsPerSecond: 16_000_000 });
        const pieces: Blob[] = [];
        let recorded = 0;
        recorder.ondataavailable = ({ data }) => {
          pieces.push(data);
          recorded += data.size;
        };
        recorder.onstop = () => {
          const reader = new FileReader();
          reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
          reader.readAsDataURL(new Blob(pieces));
        };
        const picture = pen?.createImageData(canvas.width, canvas.height);
        const draw = () => {
          if (pen && picture) {
            const pixels = new Uint32Array(picture.data.buffer);
            for (let index = 0; index < pixels.length; index += 1) pixels[index] = 0xff000000 | (Math.random() * 0xffffff);
            pen.putImageData(picture, 0, 0);
          }
          if (recorded > size) recorder.stop();
          else requestAnimationFrame(draw);
        };
        recorder.start(200);
        draw();
      }),
    size,
  );
  return Buffer.from(base64, 'base64');
}
