import { useTranslation } from 'react-i18next';
import type { Endorsement } from '../awards/answers.ts';
import { EndorsedBy } from '../awards/endorsements/EndorsedBy.tsx';
import { GuillocheBand } from '../badge-art/GuillocheBand.tsx';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PlainMarkdown } from '../ui/PlainMarkdown.tsx';
import { Section } from '../ui/Section.tsx';
import type { CatalogPage, Issuer, Stack } from './answers.ts';
import { issuerTint } from './Badge.tsx';
import styles from './catalog.module.css';
import { DemoMark } from './DemoMark.tsx';
import { MicroCredentialCard } from './MicroCredentialCard.tsx';
import { StackCard } from './StackCard.tsx';

interface Data {
  issuer: Issuer;
  stacks: { items: Stack[] };
  offered: CatalogPage;
  endorsements: { items: Endorsement[] };
}

/** An issuing organization: who it is and what it offers. */
export function Page({ data: { issuer, stacks, offered, endorsements }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('catalog');
  const ofIssuer = `/catalog?issuer=${encodeURIComponent(issuer.slug)}`;
  return (
    <PublicFrame url={url}>
      <div {...issuerTint(issuer.color)}>
        <Main>
          <PageHeader
            look="display"
            before={<Breadcrumbs label={t('here')} items={[{ href: '/issuers', label: t('issuers.title') }]} />}
            title={issuer.name}
            lead={issuer.tagline}
            meta={issuer.demo && <DemoMark />}
            actions={
              <>
                <Button variant="primary" size="large" href="#offered">
                  {t('issuer.find')}
                </Button>
                {issuer.website && (
                  <Button size="large" icon="external" href={issuer.website}>
                    {t('issuer.website')}
                  </Button>
                )}
              </>
            }
          />
          <div className={styles.band}>
            <GuillocheBand seed={issuer.slug} />
          </div>
          <Section look="margin" title={t('issuer.about')}>
            <PlainMarkdown>{issuer.description}</PlainMarkdown>
          </Section>
          <EndorsedBy endorsements={endorsements.items} />
          {stacks.items.length > 0 && (
            <Section title={t('issuer.stacks')}>
              <div className={styles.cards}>
                {stacks.items.map((stack) => (
                  <StackCard key={stack.id} stack={stack} hideIssuer />
                ))}
              </div>
            </Section>
          )}
          <Section
            id="offered"
            title={t('issuer.offered')}
            lead={offered.items.length > 0 && t('count', { count: offered.total.count })}
            action={offered.items.length > 0 && <a href={ofIssuer}>{t('issuer.all')}</a>}
          >
            {offered.items.length === 0 && (
              <EmptyState headingLevel={3} title={t('issuer.none')}>
                {t('issuer.noneText')}
              </EmptyState>
            )}
            <div className={styles.cards}>
              {offered.items.map((item) => (
                <MicroCredentialCard
                  key={item.id}
                  item={item}
                  issuer={item.issuer}
                  stack={item.stacks[0]?.slug}
                  headingLevel={3}
                  hideIssuer
                />
              ))}
            </div>
          </Section>
          {issuer.demo && <p className={styles.version}>{t('demoText')}</p>}
        </Main>
      </div>
    </PublicFrame>
  );
}

export function head({ issuer }: Data): PageHead {
  const path = `/issuers/${issuer.slug}`;
  return {
    title: `${issuer.name} · Brevet`,
    description: issuer.tagline,
    path,
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'Organization',
      name: issuer.name,
      description: issuer.tagline,
      url: issuer.website ?? path,
    },
  };
}
