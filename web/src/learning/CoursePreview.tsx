import { useTranslation } from 'react-i18next';
import { Callout } from '../ui/Callout.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './learning.module.css';
import type { CourseDraft, Resource } from './queries.ts';
import { ResourceView } from './ResourceView.tsx';
import { WrittenText } from './WrittenText.tsx';

/** A draft as learners will read it; what is not written yet is left out. */
export function CoursePreview({ draft }: { draft: CourseDraft }) {
  const { t } = useTranslation('learning');
  if (!draft.units.length) return <Callout title={t('authoring.previewEmpty')} />;
  return (
    <>
      <Callout title={t('authoring.previewNote')} icon="eye" />
      {draft.units.map((unit, index) => (
        <Section
          key={unit.id}
          title={
            <>
              <span className={styles.number}>{t('learn.unit', { number: index + 1 })}</span> {unit.title || t('authoring.untitled')}
            </>
          }
        >
          <div className={styles.resources}>
            {unit.purpose && <WrittenText>{unit.purpose}</WrittenText>}
            {unit.resources.map((resource) => {
              const shown = asPublished(resource);
              return shown && <ResourceView key={resource.id} course={null} unitId={unit.id} resource={shown} />;
            })}
          </div>
        </Section>
      ))}
    </>
  );
}

/** A resource as it would be published; null while it cannot be shown. */
function asPublished(draft: CourseDraft['units'][number]['resources'][number]): Resource | null {
  const head = { id: draft.id, title: draft.title || '…', required: draft.required, ...(draft.minutes && { minutes: draft.minutes }) };
  const note = draft.note ? { note: draft.note } : {};
  switch (draft.kind) {
    case 'text':
      return { ...head, kind: 'text', text: draft.text };
    case 'link':
      return URL.canParse(draft.url) ? { ...head, kind: 'link', url: draft.url, ...note } : null;
    case 'file':
      return draft.fileId ? { ...head, kind: 'file', fileId: draft.fileId, ...note } : null;
    case 'video': {
      const transcript = draft.transcript ? { transcript: draft.transcript } : {};
      if (draft.fileId) return { ...head, kind: 'video', source: { fileId: draft.fileId }, ...transcript };
      return URL.canParse(draft.url) ? { ...head, kind: 'video', source: { url: draft.url }, ...transcript } : null;
    }
  }
}
