import type { Message } from '../../platform/mail/mail.ts';

const words: Record<string, string> = {
  'sign-in': 'Ways to sign in',
  connections: 'Programs you let in and badges they brought',
  feedback: 'Feedback on your work, appeals, comments',
  messages: 'Messages about your work',
  evaluating: 'Your phrases and settings as an evaluator',
  answers: 'Answers, drafts, self-assessments and what you handed in',
  files: 'Files, with everything made of them',
  library: 'Items of your library',
  badges: 'Evidence on your badges, your public page',
  recognition: 'What you wrote for pre-approvals, nominations and claims',
  learning: 'Courses, posts, answers to surveys',
  groups: 'Groups and announcements',
  copies: 'Copies of your data',
};

/** The last letter: what went, and what stays and why. */
export function writeReceipt(name: string, steps: readonly { step: string; gone: number }[], url: string): Omit<Message, 'to'> {
  const lines = steps.map(({ step, gone }) => `${words[step] ?? step}: ${gone}`).join('\n');
  return {
    subject: 'Your data was erased',
    text: `Hello ${name},\n\nyour account at ${url} was closed and your data erased, in this order (number of entries):\n\n${lines}\n\nWith this letter your name and addresses go, too.\n\nWhat stays names you no longer: your awards with their proof, so that whoever relies on them can still check them; lines of pay that your employer must account for, and what it recorded of you itself; and the record of who did what, by a number. The link of our first letter shows this receipt, too.\n\nThank you for your work.`,
  };
}
