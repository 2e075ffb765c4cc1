import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { fileSize } from '../portfolio/dates.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { useChoice } from '../shell/use-choice.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Icon } from '../ui/Icon.tsx';
import { kindIcons } from './kinds.ts';
import styles from './learning.module.css';
import { type Learning, learningQuery, type Resource } from './queries.ts';
import { WrittenText } from './WrittenText.tsx';

export interface ResourceViewProps {
  /** Null in a preview: nothing is marked. */
  course: Pick<Learning, 'courseId' | 'completed' | 'files'> | null;
  unitId: string;
  resource: Resource;
}

/** One resource: to read, watch, open or take along, and to tick off. */
export function ResourceView({ course, unitId, resource }: ResourceViewProps) {
  const { t } = useTranslation('learning');
  const done = course?.completed.some((one) => one.unitId === unitId && one.resourceId === resource.id) ?? false;
  return (
    <section className={styles.resource} id={resource.id} aria-labelledby={`${resource.id}-title`}>
      <header className={styles.resourceHead}>
        <Icon name={kindIcons[resource.kind]} size={20} />
        <h3 id={`${resource.id}-title`}>{resource.title}</h3>
        <span className={styles.small}>
          {[resource.minutes && t('learn.minutes', { count: resource.minutes }), !resource.required && t('optional')]
            .filter(Boolean)
            .join(', ')}
        </span>
      </header>
      <Content resource={resource} files={course?.files ?? []} />
      {course && <DoneMark courseId={course.courseId} unitId={unitId} resourceId={resource.id} title={resource.title} done={done} />}
    </section>
  );
}

function Content({ resource, files }: { resource: Resource; files: Learning['files'] }) {
  const { t } = useTranslation('learning');
  switch (resource.kind) {
    case 'text':
      return <WrittenText>{resource.text}</WrittenText>;
    case 'link':
      return (
        <>
          {resource.note && <p>{resource.note}</p>}
          <p>
            <Button icon="external" href={resource.url} target="_blank" rel="noopener noreferrer">
              {t('learn.open', { host: new URL(resource.url).host })}
            </Button>
          </p>
        </>
      );
    case 'file': {
      const file = files.find(({ fileId }) => fileId === resource.fileId);
      return (
        <>
          {resource.note && <p>{resource.note}</p>}
          <p>
            <Button icon="download" href={`/api/v1/files/${resource.fileId}?download=true`}>
              {file ? t('learn.download', { size: fileSize(file.size) }) : t('learn.downloadFile')}
            </Button>
          </p>
        </>
      );
    }
    case 'video':
      return (
        <>
          {'fileId' in resource.source ? (
            // biome-ignore lint/a11y/useMediaCaption: what is said stands in the transcript beneath
            <video
              className={styles.video}
              controls
              preload="metadata"
              src={`/api/v1/files/${resource.source.fileId}`}
              aria-label={resource.title}
            />
          ) : (
            <p>
              <Button icon="video" href={resource.source.url} target="_blank" rel="noopener noreferrer">
                {t('learn.watch', { host: new URL(resource.source.url).host })}
              </Button>
            </p>
          )}
          {resource.transcript && (
            <Disclosure title={t('learn.transcript')}>
              <p className={styles.transcript}>{resource.transcript}</p>
            </Disclosure>
          )}
        </>
      );
  }
}

interface DoneMarkProps {
  courseId: string;
  unitId: string;
  resourceId: string;
  title: string;
  done: boolean;
}

/** Ticks a resource off; seen on the screen it also becomes the place one goes on at. */
function DoneMark({ courseId, unitId, resourceId, title, done }: DoneMarkProps) {
  const { t } = useTranslation('learning');
  const queries = useQueryClient();
  const path = { courseId, unitId, resourceId };
  const { shown, choose, error } = useChoice(
    done,
    async (wanted) => {
      const address = '/api/v1/courses/{courseId}/units/{unitId}/resources/{resourceId}/completion';
      await answer(api.PUT(address, { params: { path }, body: { done: wanted }, keepalive: true }));
      await queries.invalidateQueries({ queryKey: ['enrolments'] });
    },
    learningQuery(courseId).queryKey,
  );
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element || done) return;
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      seen.disconnect();
      void api
        .PUT('/api/v1/courses/{courseId}/place', { params: { path: { courseId } }, body: { unitId, resourceId } })
        .catch(() => undefined);
    });
    seen.observe(element);
    return () => seen.disconnect();
  }, [courseId, unitId, resourceId, done]);
  return (
    <div ref={ref} className={styles.done}>
      <Checkbox
        label={
          <>
            {t('learn.markDone')} <span className="visually-hidden">{title}</span>
          </>
        }
        checked={shown}
        onChange={(event) => choose(event.target.checked)}
      />
      <ProblemCallout error={error} />
    </div>
  );
}
