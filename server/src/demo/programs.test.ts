import { expect, it } from 'vitest';
import { z } from 'zod';
import { readDemo, readDemoFolder } from './demo-content.ts';

it('the demo’s programs list the report’s micro-credentials: 24 in Baltimore County, 20 in Kettle Moraine', () => {
  const demo = readDemo();
  const File = z.object({
    recognizer: z.string(),
    programs: z.array(z.object({ definition: z.object({ entries: z.array(z.object({ microCredential: z.string() })) }) })),
  });
  const slugs = new Set(demo.microCredentials.map(({ slug }) => slug));
  const lists = z
    .array(File)
    .parse(readDemoFolder('programs'))
    .map(({ recognizer, programs }) => {
      const named = programs.flatMap(({ definition }) => definition.entries.map(({ microCredential }) => microCredential));
      expect(named.filter((slug) => !slugs.has(slug))).toEqual([]);
      return [recognizer, new Set(named).size];
    });
  expect(Object.fromEntries(lists)).toEqual({ 'baltimore-county': 24, 'kettle-moraine': 20 });
});
