import { randomBytes } from 'node:crypto';
import type { App } from '../app.ts';
import { sessionCookieName, signSessionToken } from '../identity/index.ts';

/** A demo person who uses the public API. */
export interface Actor {
  /** Sends a request and gives back its JSON; a refusal throws with what was said. */
  send<T = unknown>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: unknown): Promise<T>;
  /** Sends text of a kind (MIME type); gives back the answer's JSON. */
  sendText<T = unknown>(url: string, kind: string, text: string): Promise<T>;
  /** Sends files as a form does; gives back the answer's JSON. */
  sendFiles<T = unknown>(url: string, files: { name: string; content: Buffer }[]): Promise<T>;
  /** Uploads a file whole by the tus protocol; gives back the upload's id. */
  upload(name: string, kind: string, bytes: Buffer): Promise<string>;
}

/** Lets a person act with a session of their own that ends with the loading. */
export async function actAs({ server, ground }: App, email: string): Promise<Actor> {
  const person = await ground.database.selectFrom('person').select('id').where('email', '=', email.toLowerCase()).executeTakeFirstOrThrow();
  const token = randomBytes(24).toString('base64url');
  await ground.database
    .insertInto('session')
    .values({ person_id: person.id, token, expires_at: new Date(ground.clock().getTime() + 600_000) })
    .execute();
  const cookie = `${sessionCookieName(ground.config.url)}=${encodeURIComponent(signSessionToken(token, ground.secrets.derive('sessions')))}`;

  async function inject(method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, headers: Record<string, string>, payload?: string | Buffer) {
    const answer = await server.inject({ method, url, headers: { cookie, ...headers }, ...(payload === undefined ? {} : { payload }) });
    if (answer.statusCode >= 400) throw new Error(`The demo was refused at ${method} ${url}: ${answer.body.slice(0, 800)}`);
    return answer;
  }

  return {
    async send<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: unknown) {
      const answer = await (body === undefined
        ? inject(method, url, {})
        : inject(method, url, { 'content-type': 'application/json' }, JSON.stringify(body)));
      return answer.json() as T;
    },
    async sendText<T>(url: string, kind: string, text: string) {
      return (await inject('POST', url, { 'content-type': kind }, text)).json() as T;
    },
    async sendFiles<T>(url: string, files: { name: string; content: Buffer }[]) {
      const form = new FormData();
      for (const { name, content } of files) form.append('file', new Blob([new Uint8Array(content)]), name);
      // the platform writes the form; only its bytes and their kind are sent on
      const written = new Response(form);
      const kind = written.headers.get('content-type') ?? '';
      const answer = await inject('POST', url, { 'content-type': kind }, Buffer.from(await written.arrayBuffer()));
      return answer.json() as T;
    },
    async upload(name, kind, bytes) {
      const begun = await inject('POST', '/api/v1/uploads', {
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes.length),
        'upload-metadata': `filename ${Buffer.from(name).toString('base64')},kind ${Buffer.from(kind).toString('base64')}`,
      });
      const location = new URL(String(begun.headers.location), ground.config.url).pathname;
      await inject(
        'PATCH',
        location,
        { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
        bytes,
      );
      return location.split('/').at(-1) ?? '';
    },
  };
}
