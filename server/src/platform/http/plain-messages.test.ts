import { expect, it } from 'vitest';
import { z } from 'zod';
import './plain-messages.ts';

it('what does not fit is told in words, not in signs of ours', () => {
  const schema = z.object({
    name: z.string().trim().min(1),
    text: z.string().max(3),
    list: z.array(z.string()).min(1),
    places: z.int().min(1),
    share: z.number().max(100),
    day: z.iso.date(),
    email: z.email(),
    role: z.enum(['coach', 'educator']),
    missing: z.string(),
    rank: z.int(),
    said: z.string().refine(() => false, { message: 'is said better' }),
  });
  const values = { name: ' ', text: 'four', list: [], places: 0, share: 101, day: 'soon', email: 'x', role: 'clerk', rank: 1.5, said: '' };
  const { error } = schema.safeParse(values);
  expect(Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join('/'), message]))).toEqual({
    name: 'is empty',
    text: 'has more than 3 characters',
    list: 'is empty',
    places: 'is less than 1',
    share: 'is more than 100',
    day: 'is no date, such as 2026-11-25',
    email: 'is no e-mail address',
    role: 'is none of coach, educator',
    missing: 'is missing',
    rank: 'is no whole number',
    said: 'is said better',
  });
});
