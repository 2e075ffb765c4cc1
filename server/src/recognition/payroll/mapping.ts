import { z } from 'zod';
import { entryKinds } from '../incentives/rule.ts';

/** What a column of a payroll file may hold. */
export const payrollValues = [
  'hr-identifier',
  'name',
  'email',
  'kind',
  'amount',
  'unit',
  'earned-on',
  'effective-on',
  'incentive',
  'entry-id',
  'reverses',
  'closing',
  'constant',
] as const;

/** Which columns a recognizer's payroll system takes, in their order. */
export const PayrollMapping = z
  .object({
    /** A row for each entry, or one for each educator, kind and day with the sum. */
    rows: z.enum(['entry', 'educator']),
    kinds: z.array(z.enum(entryKinds)).min(1),
    columns: z
      .array(
        z.object({
          header: z.string().trim().min(1).max(100),
          value: z.enum(payrollValues),
          /** What a constant column holds. */
          constant: z.string().max(200).default(''),
        }),
      )
      .min(1)
      .max(40),
    delimiter: z.enum([',', ';', '\t']).default(','),
    dates: z.enum(['2026-11-25', '11/25/2026', '25.11.2026']).default('2026-11-25'),
  })
  .superRefine(({ columns, rows }, context) => {
    const complain = (index: number, message: string) => context.addIssue({ code: 'custom', path: ['columns', index], message });
    const headers = columns.map(({ header }) => header.toLowerCase());
    for (const [index, { value }] of columns.entries()) {
      if (headers.indexOf(headers[index] ?? '') !== index) complain(index, 'two columns have this header');
      if (rows === 'educator' && (value === 'entry-id' || value === 'reverses' || value === 'earned-on' || value === 'incentive'))
        complain(index, 'a row of several entries has no single one of these');
    }
    if (!columns.some(({ value }) => value === 'amount'))
      context.addIssue({ code: 'custom', path: ['columns'], message: 'no column holds the amount' });
  })
  .meta({ id: 'PayrollMapping' });
export type PayrollMapping = z.infer<typeof PayrollMapping>;

/** What a file has until a recognizer chose its columns. */
export const defaultMapping: PayrollMapping = PayrollMapping.parse({
  rows: 'entry',
  kinds: ['base-salary', 'stipend'],
  columns: [
    { header: 'employee_id', value: 'hr-identifier' },
    { header: 'name', value: 'name' },
    { header: 'kind', value: 'kind' },
    { header: 'amount', value: 'amount' },
    { header: 'currency', value: 'unit' },
    { header: 'effective_on', value: 'effective-on' },
    { header: 'entry', value: 'entry-id' },
  ],
});
