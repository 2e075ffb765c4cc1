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
