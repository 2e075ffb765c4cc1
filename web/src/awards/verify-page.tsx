import { useTranslation } from 'react-i18next';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import type { Verification } from './answers.ts';
import { VerifyForm } from './VerifyForm.tsx';

interface Data {
  /** What was sent without scripts, and what came of it. */
  sent?: { badge?: string; email?: string };
  answer?: Verification;
  problem?: { title: string; detail: string };
}

/** Anybody's badge, verified in plain words. */
export function Page({ data, url }: { data: Data; url: string }) {
  const { t } = useTranslation('awards');
  const asked = new URLSearchParams(url.split('?')[1]).get('badge') ?? '';
  return (
    <PublicFrame url={url}>
      <Main>
        <PageHeader title={t('verify.title')} lead={t('verify.lead')} />
        <VerifyForm
          sent={{ badge: data.sent?.badge ?? asked, email: data.sent?.email ?? '' }}
          {...(data.answer && { answered: data.answer })}
          {...(data.problem && { problem: data.problem })}
        />
        <Section look="margin" title={t('verify.how')}>
          <p className="prose">{t('verify.howText')}</p>
        </Section>
      </Main>
    </PublicFrame>
  );
}

export function head(): PageHead {
  return {
    title: 'Verify a badge · Brevet',
    description: 'Check any Open Badge of version 3.0 or 2.0, from Brevet or elsewhere, and read in plain words whether it holds.',
    path: '/verify',
  };
}
