import { useTranslation } from 'react-i18next';
import type { components } from '../api/generated.ts';
import { issuerTint } from '../catalog/Badge.tsx';
import { DemoMark } from '../catalog/DemoMark.tsx';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Pagination } from '../ui/Pagination.tsx';
import styles from './courses.module.css';
import { courses as texts } from './courses-messages.ts';

interface Data {
  courses: { items: components['schemas']['CourseListed'][]; nextCursor: string | null };
}

/** Courses that anybody may take. */
export function Page({ data: { courses }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('courses');
  return (
    <PublicFrame url={url}>
      <Main>
        <PageHeader title={t('title')} lead={t('lead')} />
        {courses.items.length === 0 && (
          <EmptyState title={t('empty')} action={<Button href="/catalog">{t('catalog')}</Button>}>
            {t('emptyText')}
          </EmptyState>
        )}
        <div className={styles.list}>
          {courses.items.map((course) => (
            <div key={course.id} {...issuerTint(course.organization.color)}>
              <Card
                headingLevel={2}
                eyebrow={course.organization.name}
                title={course.title}
                href={`/courses/${course.slug}`}
                meta={
                  <>
                    <span>
                      <Icon name="clock" size={16} /> {t('hours', { count: course.hours })}
                    </span>
                    <span>
                      <Icon name="stack" size={16} /> {t('units', { count: course.units })}
                    </span>
                    {course.demo && <DemoMark />}
                  </>
                }
              >
                {course.summary}
              </Card>
            </div>
          ))}
        </div>
        {courses.nextCursor && <Pagination label={t('pages')} next={{ href: `/courses?cursor=${courses.nextCursor}`, label: t('more') }} />}
      </Main>
    </PublicFrame>
  );
}

export function head(_data: Data): PageHead {
  return { title: `${texts.title} · Brevet`, description: texts.description, path: '/courses' };
}
