import { useTranslation } from 'react-i18next';
import type { components } from '../api/generated.ts';
import type { Endorsement } from '../awards/answers.ts';
import { EndorsedBy } from '../awards/endorsements/EndorsedBy.tsx';
import { GuillocheBand } from '../badge-art/GuillocheBand.tsx';
import { WorthToMe } from '../recognition/value/WorthToMe.tsx';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { cx } from '../ui/cx.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PlainMarkdown } from '../ui/PlainMarkdown.tsx';
import { Section } from '../ui/Section.tsx';
import { Tag } from '../ui/Tag.tsx';
import type { MicroCredential, Quality } from './answers.ts';
import { Badge, issuerTint } from './Badge.tsx';
import styles from './catalog.module.css';
import { DemoMark } from './DemoMark.tsx';
import { PartGuide } from './PartGuide.tsx';
import { QualityPanel } from './QualityPanel.tsx';
import { Alignments, Research, Resources } from './Sources.tsx';
import { StackWay } from './StackWay.tsx';
import { SubmissionParts } from './SubmissionParts.tsx';
import { dayOf, difficultyWords, topicWords } from './words.ts';

interface Data {
  version: MicroCredential;
  /** Not on pages of earlier versions. */
  quality?: Quality;
  /** The open programs that recognize it. */
  programs: { items: components['schemas']['ListingProgram'][] };
  endorsements: { items: Endorsement[] };
}

/** A micro-credential: the competency, what one will show and how it is judged, all before sign-in. */
export function Page({ data: { version, quality, programs, endorsements }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('catalog');
  const { definition, issuer } = version;
  const stack = version.stacks[0];
  return (
    <PublicFrame url={url}>
      <div {...issuerTint(issuer.color)}>
        <Main>
          <PageHeader
            look="display"
            before={
              <Breadcrumbs
                label={t('here')}
                items={[
                  { href: '/catalog', label: t('frame.nav.catalog') },
                  ...(stack ? [{ href: `/stacks/${stack.slug}`, label: stack.title }] : []),
                ]}
              />
            }
            eyebrow={issuer.name}
            title={definition.title}
            lead={definition.competency}
            meta={version.demo && <DemoMark />}
            media={
              <Badge
                microCredential={{ id: version.id, title: definition.title }}
                stack={stack?.slug}
                issuer={issuer}
                size={320}
                name={t('microCredential.badge', { title: definition.title })}
              />
            }
            actions={!version.retired && <Start slug={version.slug} />}
          />
          <div className={styles.standing}>
            <Standing version={version} />
          </div>
          <Facts version={version} />
          {!version.retired && <WorthToMe microCredential={version} programs={programs.items} />}
          <div className={styles.band}>
            <GuillocheBand seed={stack?.slug ?? version.id} />
          </div>
          <Section look="margin" title={t('microCredential.method')} lead={t('microCredential.methodLead')}>
            <h3 className={styles.method}>{definition.keyMethod.name}</h3>
            <PlainMarkdown>{definition.keyMethod.description}</PlainMarkdown>
            <ol className={styles.components}>
              {definition.methodComponents.map((component) => (
                <li key={component.id} className={styles.component}>
                  <h4>{component.title}</h4>
                  <PlainMarkdown>{component.description}</PlainMarkdown>
                </li>
              ))}
            </ol>
          </Section>
          <Section
            look="margin"
            id="show"
            title={t('microCredential.show')}
            lead={t('microCredential.showLead', { count: definition.parts.length })}
          >
            <SubmissionParts parts={definition.parts} />
          </Section>
          <Section look="margin" id="judged" title={t('microCredential.judged')} lead={t('microCredential.judgedLead')}>
            {definition.parts.map((part, index) => (
              <PartGuide key={part.id} part={part} number={index + 1} />
            ))}
            <p className={styles.every}>{t('microCredential.rule.every')}</p>
          </Section>
          {quality && <QualityPanel quality={quality} />}
          <EndorsedBy endorsements={endorsements.items} version={version.number} />
          <Research sources={definition.research} />
          <Resources resources={definition.resources} />
          <Alignments alignments={definition.alignments} />
          <Section look="margin" title={t('microCredential.issuer')} lead={t('microCredential.issuerLead')}>
            <h3 className={styles.method}>{issuer.name}</h3>
            <PlainMarkdown>{issuer.description}</PlainMarkdown>
            <p className={styles.links}>
              <a href={`/issuers/${issuer.slug}`}>{t('microCredential.issuerMore', { name: issuer.name })}</a>
              {issuer.website && <a href={issuer.website}>{t('microCredential.website')}</a>}
            </p>
          </Section>
          {version.stacks.map((one) => (
            <Section
              key={one.id}
              title={t('microCredential.stackTitle', { title: one.title })}
              action={<a href={`/stacks/${one.slug}`}>{t('microCredential.stackAction')}</a>}
            >
              <StackWay stack={one} current={version.id} />
            </Section>
          ))}
          <div className={styles.version}>
            <ul className={styles.tags} aria-label={t('microCredential.topics')}>
              {definition.topics.map((topic) => (
                <li key={topic}>
                  <Tag href={`/catalog?topic=${encodeURIComponent(topic)}`}>{topicWords(topic)}</Tag>
                </li>
              ))}
            </ul>
            <p>
              {t('microCredential.version', { number: version.number, date: dayOf(version.publishedAt) })}.{' '}
              {t('microCredential.versionNote')}
              {version.demo && ` ${t('demoText')}`}
            </p>
          </div>
        </Main>
      </div>
    </PublicFrame>
  );
}

function Start({ slug }: { slug: string }) {
  const { t } = useTranslation('catalog');
  return (
    <>
      <Button
        variant="primary"
        size="large"
        iconAfter="arrow-right"
        href={`/journeys/new?microCredential=${encodeURIComponent(slug)}`}
        className={styles.noPrint}
      >
        {t('microCredential.start')}
      </Button>
      <p className={cx(styles.note, styles.noPrint)}>{t('microCredential.startNote')}</p>
    </>
  );
}

/** What one must know first when this is not the version that is offered today. */
function Standing({ version }: { version: MicroCredential }) {
  const { t } = useTranslation('catalog');
  if (version.retired)
    return (
      <Callout tone="caution" title={t('microCredential.retired')}>
        {t('microCredential.retiredText')}
      </Callout>
    );
  if (version.number === version.currentNumber) return null;
  return (
    <Callout
      title={t('microCredential.old', { number: version.number })}
      actions={<Button href={`/micro-credentials/${version.slug}`}>{t('microCredential.oldAction')}</Button>}
    >
      {t('microCredential.oldText', { current: version.currentNumber })}
    </Callout>
  );
}

function Facts({ version: { definition } }: { version: MicroCredential }) {
  const { t } = useTranslation('catalog');
  return (
    <KeyValueList
      look="facts"
      items={[
        { key: t('microCredential.hoursKey'), value: t('hours', { count: definition.hours }) },
        { key: t('microCredential.difficultyKey'), value: difficultyWords(t, definition.difficulty) },
        { key: t('microCredential.partsKey'), value: t('microCredential.partsValue', { count: definition.parts.length }) },
        { key: t('microCredential.deadlineKey'), value: t('microCredential.deadlineValue') },
      ]}
    />
  );
}

export function head({ version }: Data): PageHead {
  const { definition, issuer, slug, number, currentNumber } = version;
  const path = `/micro-credentials/${slug}${number === currentNumber ? '' : `/versions/${number}`}`;
  return {
    title: `${definition.title} · Brevet`,
    description: definition.competency,
    path,
    image: { url: `/art/micro-credentials/${version.id}.png`, alt: `Badge: ${definition.title}` },
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'EducationalOccupationalCredential',
      name: definition.title,
      description: definition.competency,
      url: path,
      credentialCategory: 'micro-credential',
      competencyRequired: definition.competency,
      inLanguage: definition.language,
      version: number,
      datePublished: version.publishedAt,
      keywords: definition.topics,
      recognizedBy: { '@type': 'Organization', name: issuer.name, ...(issuer.website && { url: issuer.website }) },
      educationalAlignment: definition.alignments.map((alignment) => ({
        '@type': 'AlignmentObject',
        targetName: alignment.targetName,
        targetUrl: alignment.targetUrl,
        ...(alignment.targetFramework && { educationalFramework: alignment.targetFramework }),
      })),
    },
  };
}
