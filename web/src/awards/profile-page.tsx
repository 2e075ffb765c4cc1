import { useTranslation } from 'react-i18next';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { AwardMedallion } from './AwardMedallion.tsx';
import type { PublicProfile } from './answers.ts';
import { dayOf, exactly } from './day.ts';
import styles from './my-badges.module.css';

interface Data {
  profile: PublicProfile;
}

/** The page of a person who shows one: who it is, and the badges that they show. */
export function Page({ data: { profile }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('awards');
  const { slug, name, headline, badges } = profile;
  const isLater = new URLSearchParams(url.split('?')[1]).has('cursor');
  const here = `/people/${slug}`;
  return (
    <PublicFrame url={url}>
      <Main>
        <PageHeader look="display" title={name} {...(headline && { lead: headline })} />
        {badges.items.length === 0 ? (
          <EmptyState title={t('profile.empty')}>{t('profile.emptyText', { name })}</EmptyState>
        ) : (
          <Section title={t('profile.badges')} lead={t('profile.badgesLead')}>
            <ul className={styles.badges}>
              {badges.items.map((badge) => (
                <li key={badge.id}>
                  <Card
                    title={badge.title}
                    headingLevel={3}
                    href={`/badges/${badge.id}`}
                    eyebrow={badge.issuer.name}
                    media={<AwardMedallion art={badge.art} size={96} />}
                    meta={
                      <>
                        {badge.kind === 'stack' && <StatusChip tone="active">{t('profile.stack')}</StatusChip>}
                        <time dateTime={badge.awardedAt} title={exactly(badge.awardedAt)}>
                          {t('profile.awarded', { day: dayOf(badge.awardedAt) })}
                        </time>
                      </>
                    }
                  >
                    <p className={styles.note}>{badge.art.description}</p>
                  </Card>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {(badges.nextCursor || isLater) && (
          <p className={styles.more}>
            <span className={styles.first}>
              {isLater && <Button href={here}>{t('profile.newest')}</Button>}
              {badges.nextCursor && <Button href={`${here}?cursor=${badges.nextCursor}`}>{t('profile.more')}</Button>}
            </span>
          </p>
        )}
      </Main>
    </PublicFrame>
  );
}

export function head({ profile: { slug, name, headline, badges } }: Data): PageHead {
  const shown = badges.items.map(({ title }) => title);
  return {
    title: `${name}: badges · Brevet`,
    description: [headline, shown.length > 0 && `Earned: ${shown.slice(0, 5).join(', ')}`].filter(Boolean).join('. '),
    path: `/people/${slug}`,
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'ProfilePage',
      mainEntity: {
        '@type': 'Person',
        name,
        ...(headline && { description: headline }),
        hasCredential: badges.items.map(({ title, links }) => ({
          '@type': 'EducationalOccupationalCredential',
          name: title,
          url: links.page,
        })),
      },
    },
  };
}
