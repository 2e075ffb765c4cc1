import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { mailFolder } from '../platform/mail/mail.ts';
import { readDemo } from './demo-content.ts';
import { demoPassword } from './load-catalog.ts';

const Account = z.object({
  name: z.string(),
  email: z.string(),
  headline: z.string(),
  roles: z.array(z.object({ organization: z.string(), roles: z.array(z.string()) })),
});
const Message = z.object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string(), sentAt: z.string() });

/** What only the demo shows: whom one may sign in as, and the mail that would have been sent. */
export function demoRoutes(server: Server, { config }: Ground): void {
  const tags = ['demo'];
  const demo = readDemo();
  const names = new Map(demo.organizations.map(({ slug, name }) => [slug, name]));

  server.get(
    '/api/v1/demo/accounts',
    {
      config: { access: anyone },
      schema: { tags, summary: 'The demo’s sign-ins', response: { 200: z.object({ password: z.string(), accounts: z.array(Account) }) } },
    },
    async () => ({
      password: demoPassword,
      accounts: demo.people.map(({ name, email, headline, memberships }) => ({
        name,
        email,
        headline,
        roles: memberships.map(({ organization, roles }) => ({ organization: names.get(organization) ?? organization, roles })),
      })),
    }),
  );

  server.get(
    '/api/v1/demo/mail',
    {
      config: { access: anyone },
      schema: { tags, summary: 'The last messages of the demo, newest first', response: { 200: z.object({ messages: z.array(Message) }) } },
    },
    async () => {
      if (config.mail.url.protocol !== 'file:') throw notFound('mailbox');
      const folder = mailFolder(config);
      const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.eml')).sort();
      const newest = files.slice(-50).reverse();
      return { messages: await Promise.all(newest.map(async (file) => readMessage(file, await readFile(join(folder, file))))) };
    },
  );
}

async function readMessage(id: string, source: Buffer): Promise<z.infer<typeof Message>> {
  const { to, subject, text, date } = await PostalMime.parse(source);
  return { id, to: to?.[0]?.address ?? '', subject: subject ?? '', text: text ?? '', sentAt: new Date(date ?? 0).toISOString() };
}
