import { useTranslation } from 'react-i18next';
import { GuillocheBand } from '../badge-art/GuillocheBand.tsx';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PlainMarkdown } from '../ui/PlainMarkdown.tsx';
import { Section } from '../ui/Section.tsx';
import type { Stack } from './answers.ts';
import { issuerTint, StackBadge } from './Badge.tsx';
import styles from './catalog.module.css';
import { DemoMark } from './DemoMark.tsx';
import { MicroCredentialCard } from './MicroCredentialCard.tsx';
import { StackWay } from './StackWay.tsx';
import { firstSentence } from './words.ts';

interface Data {
  stack: Stack;
}

/** A stack: where it leads, as a path, and what is shown at each stop. */
export function Page({ data: { stack }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('catalog');
  const [first] = stack.members;
  return (
    <PublicFrame url={url}>
      <div {...issuerTint(stack.issuer.color)}>
        <Main>
          <PageHeader
            look="display"
            before={<Breadcrumbs label={t('here')} items={[{ href: '/stacks', label: t('stacks.title') }]} />}
            eyebrow={stack.issuer.name}
            title={stack.title}
            lead={t('stack.lead', { count: stack.members.length })}
            meta={stack.demo && <DemoMark />}
            media={<StackBadge stack={stack} size={320} name={t('stack.badge', { title: stack.title })} />}
            actions={
              first && (
                <>
                  <Button variant="primary" size="large" iconAfter="arrow-right" href={`/micro-credentials/${first.slug}`}>
                    {t('stack.first')}
                  </Button>
                  <p className={styles.note}>{t('stack.firstNote')}</p>
                </>
              )
            }
          />
          <Facts stack={stack} />
          <div className={styles.band}>
            <GuillocheBand seed={stack.slug} />
          </div>
          <Section look="margin" title={t('stack.about')}>
            <PlainMarkdown>{stack.description}</PlainMarkdown>
            <p className={styles.links}>
              <a href={`/issuers/${stack.issuer.slug}`}>{t('stack.issuerMore', { name: stack.issuer.name })}</a>
            </p>
          </Section>
          <Section title={t('stack.way')} lead={t('stack.wayLead')}>
            <StackWay stack={stack} />
          </Section>
          <Section title={t('stack.steps')} lead={t('stack.stepsLead')}>
            <ol className={styles.cards}>
              {stack.members.map((member) => (
                <li key={member.id}>
                  <MicroCredentialCard item={member} issuer={stack.issuer} stack={stack.slug} headingLevel={3} hideIssuer />
                </li>
              ))}
            </ol>
          </Section>
          {stack.demo && <p className={styles.version}>{t('demoText')}</p>}
        </Main>
      </div>
    </PublicFrame>
  );
}

function Facts({ stack: { members, rule } }: { stack: Stack }) {
  const { t } = useTranslation('catalog');
  const hours = members.reduce((sum, member) => sum + member.hours, 0);
  return (
    <KeyValueList
      look="facts"
      items={[
        { key: t('stack.stepsKey'), value: t('count', { count: members.length }) },
        { key: t('stack.hoursKey'), value: t('stack.hoursValue', { count: hours }) },
        { key: t('stack.ruleKey'), value: rule.kind === 'all' ? t('stack.allValue') : t('stack.countValue', { count: rule.count }) },
      ]}
    />
  );
}

export function head({ stack }: Data): PageHead {
  const path = `/stacks/${stack.slug}`;
  return {
    title: `${stack.title} · Brevet`,
    description: firstSentence(stack.description),
    path,
    image: { url: `/art/stacks/${stack.id}.png`, alt: `Badge: ${stack.title}` },
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'EducationalOccupationalCredential',
      name: stack.title,
      description: firstSentence(stack.description),
      url: path,
      credentialCategory: 'stack of micro-credentials',
      recognizedBy: { '@type': 'Organization', name: stack.issuer.name },
      hasPart: stack.members.map((member) => ({
        '@type': 'EducationalOccupationalCredential',
        name: member.title,
        url: `/micro-credentials/${member.slug}`,
      })),
    },
  };
}
