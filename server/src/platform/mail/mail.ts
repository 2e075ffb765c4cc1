import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import type { Config } from '../config.ts';
import type { Writing } from '../database/database.ts';
import type { Jobs } from '../jobs/jobs.ts';

/** A message to one person, in plain text; the HTML part is made from it. */
export interface Message {
  to: string;
  subject: string;
  /** Paragraphs, separated by blank lines. */
  text: string;
  /** The one thing to do, as a button. */
  action?: { label: string; url: string };
}

/** Sends mail by jobs: the caller never waits for a mail server, and a message survives its being away. */
export interface Mail {
  send(message: Message, transaction?: Writing): Promise<void>;
  /** The same for many. */
  sendAll(messages: Message[], transaction: Writing): Promise<void>;
  /** Delivers at once, for a job that tries again by itself: nothing of the message is kept. */
  deliver(message: Message): Promise<void>;
  /** Forgets messages to these addresses, sent and waiting. */
  forget(addresses: readonly string[], transaction: Writing): Promise<void>;
}

const queue = 'send-mail';
/** The host of addresses that stand where one was erased; it never exists (RFC 2606), and nothing is sent there. */
export const undeliverable = 'erased.invalid';

/**
 * Mail through `MAIL_URL`: `smtp://` or `smtps://`, or `file:` to write `.eml` files into the data folder (the default, so that a new
 * installation works before a mail server is known; the demo shows them at /demo/mail).
 */
export async function startMail(config: Config, jobs: Jobs): Promise<Mail> {
  const { url, from } = config.mail;
  const folder = mailFolder(config);
  const transport =
    url.protocol === 'file:'
      ? nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'crlf' })
      : nodemailer.createTransport(url.href);
  const deliver = async (message: Message) => {
    if (message.to.endsWith(`@${undeliverable}`)) return;
    const sent = await transport.sendMail({ from, to: message.to, subject: message.subject, text: plain(message), html: html(message) });
    if (url.protocol !== 'file:') return;
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`);
    // renamed when whole: a reader never sees half a message
    await writeFile(`${path}.part`, (sent as unknown as { message: Buffer }).message);
    await rename(`${path}.part`, path);
  };
  await jobs.work<Message>(queue, deliver);
  return {
    send: (message, transaction) => jobs.send(queue, message, transaction ? { transaction } : {}),
    sendAll: (messages, transaction) => jobs.sendAll(queue, messages, { transaction }),
    deliver,
    forget: (addresses, transaction) => jobs.forget(queue, 'to', addresses, transaction),
  };
}

/** Where `file:` mail goes. */
export function mailFolder(config: Config): string {
  return join(config.dataFolder, config.mail.url.protocol === 'file:' ? config.mail.url.pathname.replace(/^\/+/, '') || 'mail' : 'mail');
}

const plain = (message: Message) =>
  [message.text, message.action ? `${message.action.label}:\n${message.action.url}` : ''].filter(Boolean).join('\n\n');

function html(message: Message): string {
  const paragraphs = message.text
    .split(/\n{2,}/)
    .map((paragraph) => `<p style="margin:0 0 16px">${entities(paragraph).replaceAll('\n', '<br>')}</p>`);
  const action = message.action
    ? `<p style="margin:24px 0"><a href="${entities(message.action.url)}" style="background:#1f4e46;color:#fff;padding:12px 20px;border-radius:6px;text-decoration:none">${entities(message.action.label)}</a></p>`
    : '';
  return `<!doctype html><html lang="en"><body style="margin:0;background:#faf7f0"><div style="max-width:36rem;margin:0 auto;padding:32px 20px;font:16px/1.5 Georgia,serif;color:#22211d">${paragraphs.join('')}${action}<p style="color:#6b675c;font-size:14px">Brevet</p></div></body></html>`;
}

const entities = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
