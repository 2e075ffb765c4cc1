import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { mailFolder } from '../platform/mail/mail.ts';
import type { TestApp } from './test-app.ts';

/** A message as it was sent. */
export interface ReceivedMail {
  subject: string;
  text: string;
  /** The address behind its button. */
  link: URL | null;
}

/** The messages an address has got, oldest first, once every job is done. */
export async function mailTo(app: TestApp, address: string): Promise<ReceivedMail[]> {
  await app.settled();
  const folder = mailFolder(app.config);
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.eml')).sort();
  const mails = await Promise.all(files.map(async (file) => PostalMime.parse(await readFile(join(folder, file)))));
  return mails.filter((mail) => mail.to?.some((to) => to.address === address)).map(asReceived);
}

/** The newest message an address has got. */
export async function lastMailTo(app: TestApp, address: string): Promise<ReceivedMail> {
  const mail = (await mailTo(app, address)).at(-1);
  if (!mail) throw new Error(`${address} has got no mail.`);
  return mail;
}

/** A parsed message with the link of its button. */
export function asReceived({ subject = '', text = '' }: { subject?: string | undefined; text?: string | undefined }): ReceivedMail {
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  return { subject, text, link: link ? new URL(link) : null };
}

/** The token a link carries. */
export const tokenOf = ({ link }: ReceivedMail): string => link?.searchParams.get('token') ?? link?.pathname.split('/').at(-1) ?? '';
