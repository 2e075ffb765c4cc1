import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';
import { SiteFooter } from '../SiteFooter.tsx';
import { SiteHeader } from '../SiteHeader.tsx';

/** Sample words for the gallery only; invented but for the organizations' and micro-credentials' names. */
export const friday = { name: 'The Friday Institute, NC State', color: '#a3231f' };
export const mtlc = { name: 'Mobile Technology Learning Center, USD', color: '#0b5a8f' };
export const promise = { name: 'Digital Promise', color: '#2f6f4f' };

export type SampleMicroCredential = {
  id: string;
  title: string;
  competency: string;
  issuer: { name: string; color: string };
  stack: string;
  effort: string;
  worth?: string;
};

export const catalog: SampleMicroCredential[] = [
  {
    id: 'mc-grit',
    title: 'Grit and Resilience',
    competency: 'You help students persist with hard work, name what got in the way, and try a different approach.',
    issuer: promise,
    stack: 'deeper-learning',
    effort: '8 to 10 hours',
    worth: '$400 a year',
  },
  {
    id: 'mc-exit',
    title: 'Using Exit Tickets Effectively',
    competency: 'You use short end-of-lesson checks to see what students took away, and change the next lesson because of it.',
    issuer: mtlc,
    stack: 'global-graduates',
    effort: '6 to 8 hours',
    worth: '½ CPD credit',
  },
  {
    id: 'mc-ef-empower',
    title: 'Empowering Your Learners in Executive Function',
    competency: 'You help students understand how they plan, focus and organize, and choose a strategy that works for them.',
    issuer: friday,
    stack: 'executive-function',
    effort: '10 to 12 hours',
    worth: '½ CPD credit',
  },
  {
    id: 'mc-creative',
    title: 'Creative Problem Solving',
    competency: 'You encourage students, alone and in groups, to imagine, improvise and invent answers to real problems.',
    issuer: promise,
    stack: 'deeper-learning',
    effort: '12 hours',
    worth: '$600 a year',
  },
  {
    id: 'mc-guardians',
    title: 'Communicating with Guardians',
    competency: 'You open a conversation with guardians that runs both ways, and use what you hear in your classroom.',
    issuer: mtlc,
    stack: 'global-graduates',
    effort: '5 hours',
    worth: '½ CPD credit',
  },
  {
    id: 'mc-driving',
    title: 'Crafting Driving Questions',
    competency: 'You write questions that make students want to find out, and let the question steer the whole unit.',
    issuer: promise,
    stack: 'deeper-learning',
    effort: '7 hours',
  },
];

export const executiveFunction = [
  'Foundations of Practice',
  'Empowering Your Learners',
  'Supporting Students',
  'Data-Driven Decision Making',
  'Engaging Your Peers',
];

export function SampleShell({ children, current, signedIn }: { children: ReactNode; current?: string; signedIn?: ReactNode }) {
  const nav = ['Find', 'Stacks', 'Courses', 'My journey'].map((label) => ({ href: `#${label}`, label, current: label === current }));
  return (
    <>
      <SiteHeader
        brand={{ name: 'Brevet', href: '?sheet=catalog' }}
        skip={{ label: 'Skip to content', href: '#main' }}
        nav={nav}
        navLabel="Main"
        menuLabel="Menu"
        account={
          signedIn ?? (
            <Button href="#sign-in" variant="secondary">
              Sign in
            </Button>
          )
        }
      />
      {children}
      <SiteFooter
        note="Recognition for what teachers can do, shown by evidence and open to anyone to verify."
        navLabel="Footer"
        groups={[
          {
            title: 'Earn',
            links: [
              { href: '#1', label: 'Find a micro-credential' },
              { href: '#2', label: 'How it works' },
              { href: '#3', label: 'What it is worth' },
            ],
          },
          {
            title: 'Recognize',
            links: [
              { href: '#4', label: 'For districts and states' },
              { href: '#5', label: 'Verify a badge' },
            ],
          },
          {
            title: 'Issue',
            links: [
              { href: '#6', label: 'For issuing organizations' },
              { href: '#7', label: 'Evaluators' },
            ],
          },
        ]}
        small="Open source under Apache 2.0"
      />
    </>
  );
}
