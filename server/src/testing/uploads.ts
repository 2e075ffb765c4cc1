import type { Send } from './test-app.ts';

/** Says which version of tus one speaks. */
export const tus = { 'tus-resumable': '1.0.0' };

/** Uploads a file in one piece, the way a browser does a small one. Whether it was taken, `sent` says. */
export async function upload(
  send: Send,
  { name, kind, bytes }: { name: string; kind: string; bytes: Buffer },
): Promise<{ location: string; uploadId: string; sent: Awaited<ReturnType<Send>> }> {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const begun = await send('POST', '/api/v1/uploads', undefined, {
    ...tus,
    'upload-length': String(bytes.length),
    'upload-metadata': `filename ${base64(name)},kind ${base64(kind)}`,
  });
  const location = String(begun.headers.location);
  const sent = await send('PATCH', location, bytes, { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' });
  return { location, uploadId: location.split('/').at(-1) ?? '', sent };
}
