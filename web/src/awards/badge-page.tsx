import { Trans, useTranslation } from 'react-i18next';
import { GuillocheBand } from '../badge-art/GuillocheBand.tsx';
import { issuerTint } from '../catalog/Badge.tsx';
import { DemoMark } from '../catalog/DemoMark.tsx';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Callout } from '../ui/Callout.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { Section } from '../ui/Section.tsx';
import { Tag } from '../ui/Tag.tsx';
import { AwardMedallion } from './AwardMedallion.tsx';
import type { Badge, Endorsement, Verification } from './answers.ts';
import styles from './badge-page.module.css';
import { Checks } from './Checks.tsx';
import { dayOf, exactly } from './day.ts';
import { EvidenceShared } from './EvidenceShared.tsx';
import { EndorsedBy } from './endorsements/EndorsedBy.tsx';
import { LevelsReached } from './LevelsReached.tsx';
import { ShareBadge } from './ShareBadge.tsx';
import { TakeAlong } from './TakeAlong.tsx';
import { TellOthers } from './TellOthers.tsx';

interface Data {
  badge: Badge;
  verification: Verification;
  endorsements: { items: Endorsement[] };
}

/** A badge: what it proves, who earned it, and how one knows that it is true. */
export function Page({ data: { badge, verification, endorsements }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('awards');
  const stands = !badge.revokedAt && !badge.suspendedAt;
  const isNew = new URLSearchParams(url.split('?')[1]).has('new') && stands;
  const isStack = badge.kind === 'stack';
  return (
    <PublicFrame url={url}>
      <div {...issuerTint(badge.issuer.color)}>
        <Main>
          {badge.revokedAt && (
            <div className={styles.revoked}>
              <Callout tone="critical" title={t('badge.revoked')}>
                {t('badge.revokedText', { issuer: badge.issuer.name, day: dayOf(badge.revokedAt) })}
              </Callout>
            </div>
          )}
          {badge.suspendedAt && (
            <div className={styles.revoked}>
              <Callout tone="caution" title={t('badge.suspended')}>
                {t('badge.suspendedText', { issuer: badge.issuer.name, day: dayOf(badge.suspendedAt) })}
              </Callout>
            </div>
          )}
          <article className={styles.certificate}>
            {isNew && <p className={styles.congratulations}>{t('badge.new')}</p>}
            <div className={styles.seal}>
              <div className={styles.ribbon}>
                <GuillocheBand seed={badge.art.stackKey} />
              </div>
              <AwardMedallion
                art={badge.art}
                size={340}
                look={stands ? 'color' : 'outline'}
                reveal={isNew}
                name={t('badge.named', { title: badge.title })}
              />
            </div>
            <p className={styles.earner}>{badge.earner}</p>
            <p className={styles.shown}>{t(isStack ? 'badge.completed' : 'badge.shown')}</p>
            <h1 className={styles.title}>{badge.title}</h1>
            <p className={styles.signed}>
              <Trans
                t={t}
                i18nKey="badge.awarded"
                values={{ issuer: badge.issuer.name, day: dayOf(badge.awardedAt) }}
                components={{
                  issuer: <Link href={`/issuers/${badge.issuer.slug}`} />,
                  day: <time dateTime={badge.awardedAt} title={exactly(badge.awardedAt)} />,
                }}
              />
            </p>
            {stands && <Verdict badge={badge} verification={verification} />}
            {isNew && <p className={styles.newText}>{t('badge.newText')}</p>}
            <ShareBadge badge={badge} />
            {badge.demo && <DemoMark />}
          </article>
          <Section look="margin" title={t('badge.proves')} {...(!isStack && { lead: t('badge.provesLead') })}>
            <p className={styles.competency}>{badge.competency}</p>
            <p>
              <Link href={badge.about}>{t(isStack ? 'badge.aboutStack' : 'badge.about')}</Link>
            </p>
            {badge.topics.length > 0 && (
              <ul className={styles.topics}>
                {badge.topics.map((topic) => (
                  <li key={topic}>
                    <Tag href={`/catalog?topic=${encodeURIComponent(topic)}`}>{topic.replaceAll('-', ' ')}</Tag>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <LevelsReached parts={badge.parts} />
          {badge.members.length > 0 && (
            <Section look="margin" title={t('badge.members')} lead={t('badge.membersLead')}>
              <ul className={styles.members}>
                {badge.members.map(({ slug, title }) => (
                  <li key={slug}>
                    <Link href={`/micro-credentials/${slug}`}>{title}</Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <EvidenceShared badge={badge} />
          <EndorsedBy
            endorsements={endorsements.items}
            lead={t('endorsed.leadOfBadge')}
            version={endorsements.items[0]?.endorsed.version ?? 1}
          />
          <Section look="margin" id="verified" title={t('badge.verified')} lead={t('badge.verifiedLead')}>
            <Checks checks={verification.checks} />
            <p className={styles.elsewhere}>
              <Trans
                t={t}
                i18nKey="badge.elsewhereText"
                components={{ verify: <Link href={`/verify?badge=${encodeURIComponent(badge.links.page)}`} /> }}
              />
            </p>
          </Section>
          <TakeAlong badge={badge} />
          {stands && <TellOthers badge={badge} />}
        </Main>
      </div>
    </PublicFrame>
  );
}

function Verdict({ badge, verification: { verdict } }: Omit<Data, 'endorsements'>) {
  const { t } = useTranslation('awards');
  const holds = verdict === 'valid';
  return (
    <p className={holds ? styles.holds : styles.open}>
      <Icon name={holds ? 'seal' : 'alert'} size={24} />
      <a href="#verified">
        {t(holds ? 'badge.holds' : verdict === 'invalid' ? 'badge.broken' : 'badge.open', { issuer: badge.issuer.name })}
      </a>
    </p>
  );
}

export function head({ badge }: Data): PageHead {
  const standing = badge.revokedAt ? ' (revoked)' : badge.suspendedAt ? ' (suspended)' : '';
  return {
    title: `${badge.title}${standing}, earned by ${badge.earner} · Brevet`,
    description: `${badge.issuer.name} awarded ${badge.earner} the badge “${badge.title}”${standing}: ${badge.competency}`,
    path: `/badges/${badge.id}`,
    image: { url: `/badges/${badge.id}/badge.png`, alt: `Badge: ${badge.title}` },
    indexed: standing === '' && !badge.demo,
    alternate: { type: 'application/json+oembed', url: `/oembed?url=${encodeURIComponent(badge.links.page)}`, title: badge.title },
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'EducationalOccupationalCredential',
      '@id': badge.links.page,
      name: badge.title,
      description: badge.competency,
      url: badge.links.page,
      image: badge.links.png,
      credentialCategory: 'Micro-credential',
      competencyRequired: badge.competency,
      dateCreated: badge.awardedAt,
      recognizedBy: { '@type': 'Organization', name: badge.issuer.name, ...(badge.issuer.website && { url: badge.issuer.website }) },
      about: { '@type': 'Person', name: badge.earner },
    },
  };
}
