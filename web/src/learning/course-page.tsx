import { useTranslation } from 'react-i18next';
import { GuillocheBand } from '../badge-art/GuillocheBand.tsx';
import { issuerTint } from '../catalog/Badge.tsx';
import { DemoMark } from '../catalog/DemoMark.tsx';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Icon } from '../ui/Icon.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PlainMarkdown } from '../ui/PlainMarkdown.tsx';
import { Section } from '../ui/Section.tsx';
import { BesideUnit } from './BesideUnit.tsx';
import styles from './courses.module.css';
import { kindIcons, type PublicCourse } from './kinds.ts';

interface Data {
  course: PublicCourse;
}

/** A course: what one will understand in each unit, and next to it in which micro-credentials one can show it. */
export function Page({ data: { course }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('courses');
  const enrol = (
    <Button variant="primary" size="large" iconAfter="arrow-right" href={`/courses/${course.slug}/join`}>
      {t('enrol')}
    </Button>
  );
  return (
    <PublicFrame url={url}>
      <div {...issuerTint(course.organization.color)}>
        <Main>
          <PageHeader
            look="display"
            before={<Breadcrumbs label={t('here')} items={[{ href: '/courses', label: t('title') }]} />}
            eyebrow={course.organization.name}
            title={course.title}
            lead={course.summary}
            meta={course.demo && <DemoMark />}
            {...(course.enrolment === 'open' && {
              actions: (
                <>
                  {enrol}
                  <p className={styles.note}>{t('enrolNote')}</p>
                </>
              ),
            })}
          />
          {course.enrolment === 'invited' && <Callout title={t('invited')} icon="lock" />}
          <Facts course={course} />
          <div className={styles.band}>
            <GuillocheBand seed={course.slug} />
          </div>
          <Section look="margin" title={t('about')}>
            <PlainMarkdown>{course.description}</PlainMarkdown>
            {course.audience && (
              <p className={styles.audience}>
                <strong>{t('audience')}:</strong> {course.audience}
              </p>
            )}
          </Section>
          {course.units.map((unit, index) => (
            <Section
              key={unit.id}
              id={unit.id}
              title={
                <>
                  <span className={styles.number}>{t('unit', { number: index + 1 })}</span> {unit.title}
                </>
              }
            >
              <div className={styles.unit}>
                <div className={styles.understand}>
                  <h3 className={styles.half}>{t('understand')}</h3>
                  <PlainMarkdown>{unit.purpose}</PlainMarkdown>
                  <ul className={styles.resources}>
                    {unit.resources.map((resource) => (
                      <li key={resource.id}>
                        <Icon name={kindIcons[resource.kind]} label={t(`kind.${resource.kind}`)} size={20} />
                        <span>{resource.title}</span>
                        <span className={styles.minutes}>
                          {[resource.minutes && t('minutes', { count: resource.minutes }), !resource.required && t('optional')]
                            .filter(Boolean)
                            .join(', ')}
                        </span>
                      </li>
                    ))}
                    {unit.hasDiscussion && (
                      <li>
                        <Icon name="message" size={20} />
                        <span>{t('discussion')}</span>
                      </li>
                    )}
                  </ul>
                </div>
                <BesideUnit beside={unit.beside} />
              </div>
            </Section>
          ))}
          {course.enrolment === 'open' && (
            <Section title={t('next')} lead={t('nextText')}>
              {enrol}
            </Section>
          )}
        </Main>
      </div>
    </PublicFrame>
  );
}

function Facts({ course }: { course: PublicCourse }) {
  const { t } = useTranslation('courses');
  const members = course.units.reduce(
    (sum, { beside }) => sum + beside.microCredentials.length + beside.stacks.reduce((of, stack) => of + stack.members.length, 0),
    0,
  );
  return (
    <KeyValueList
      look="facts"
      items={[
        { key: t('hoursKey'), value: t('hours', { count: course.hours }) },
        { key: t('unitsKey'), value: t('units', { count: course.units.length }) },
        ...(members ? [{ key: t('showKey'), value: t('micro', { count: members }) }] : []),
      ]}
    />
  );
}

export function head({ course }: Data): PageHead {
  const path = `/courses/${course.slug}`;
  return {
    title: `${course.title} · Brevet`,
    description: course.summary,
    path,
    indexed: course.enrolment === 'open',
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'Course',
      name: course.title,
      description: course.summary,
      url: path,
      provider: { '@type': 'Organization', name: course.organization.name },
      hasCourseInstance: { '@type': 'CourseInstance', courseMode: 'online', courseWorkload: `PT${course.hours}H` },
      offers: { '@type': 'Offer', category: 'Free', price: 0, priceCurrency: 'USD' },
    },
  };
}
