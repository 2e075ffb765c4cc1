import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { startUpload, type UploadStatus } from '../portfolio/resumable-upload.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import { numberOf, type ResourceDraft } from './draft-parts.ts';
import styles from './learning.module.css';
import { type ChangeList, PartHead } from './PartHead.tsx';
import { type CourseDraftAnswer, courseDraftQuery } from './queries.ts';

export interface ResourceEditorProps {
  courseId: string;
  /** What its unit is called. */
  unit: string;
  resource: ResourceDraft;
  index: number;
  count: number;
  files: CourseDraftAnswer['files'];
  onList: ChangeList<ResourceDraft>;
  onChange: (part: Partial<ResourceDraft>) => void;
}

/** One resource of a draft, with the fields of its kind. */
export function ResourceEditor({ courseId, unit, resource, index, count, files, onList, onChange }: ResourceEditorProps) {
  const { t } = useTranslation('learning');
  const { kind } = resource;
  const heading = t(`course.kind.${kind}`);
  const field = (name: 'title' | 'url' | 'note' | 'text' | 'transcript') => ({
    value: resource[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <section className={styles.block} aria-label={`${unit}, ${index + 1}: ${heading}`}>
      <PartHead
        headingLevel={3}
        title={heading}
        name={resource.title || heading}
        item={resource}
        index={index}
        count={count}
        onChange={onList}
      />
      <TextField label={t('course.resourceTitle')} maxLength={200} {...field('title')} />
      {kind === 'text' && <TextArea label={t('course.text')} hint={t('course.markdown')} rows={10} maxLength={20_000} {...field('text')} />}
      {kind === 'link' && <TextField label={t('course.url')} type="url" placeholder="https://" maxLength={2000} {...field('url')} />}
      {(kind === 'video' || kind === 'file') && (
        <CourseUpload
          courseId={courseId}
          resource={resource}
          files={files}
          onDone={(file) => onChange({ fileId: file.fileId, fileName: file.name })}
        />
      )}
      {kind === 'video' && !resource.fileId && (
        <TextField label={t('course.videoUrl')} type="url" placeholder="https://" maxLength={2000} {...field('url')} />
      )}
      {kind === 'video' && (
        <TextArea
          label={t('course.transcript')}
          hint={t('course.transcriptHint')}
          optional={t('optional')}
          maxLength={50_000}
          {...field('transcript')}
        />
      )}
      {(kind === 'link' || kind === 'file') && (
        <TextField label={t('course.note')} optional={t('optional')} maxLength={600} {...field('note')} />
      )}
      <div className={styles.two}>
        <TextField
          label={t('course.minutes')}
          optional={t('optional')}
          type="number"
          min={1}
          max={600}
          width="short"
          after={t('course.minutesUnit')}
          value={resource.minutes ?? ''}
          onChange={(event) => onChange({ minutes: numberOf(event.target) })}
        />
        <Checkbox
          label={t('course.required')}
          checked={resource.required}
          onChange={(event) => onChange({ required: event.target.checked })}
        />
      </div>
    </section>
  );
}

const kindOf = (file: File) =>
  file.type.startsWith('video/')
    ? 'video'
    : file.type.startsWith('audio/')
      ? 'audio'
      : file.type.startsWith('image/')
        ? 'image'
        : 'document';

/** Uploads a film or a file to take along; a broken connection goes on by itself. */
function CourseUpload({
  courseId,
  resource,
  files,
  onDone,
}: Pick<ResourceEditorProps, 'courseId' | 'resource' | 'files'> & { onDone: (file: { fileId: string; name: string }) => void }) {
  const { t } = useTranslation('learning');
  const { person } = useSignedIn();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [status, setStatus] = useState<UploadStatus | null>(null);
  const [size, setSize] = useState(1);
  const [error, setError] = useState<unknown>(null);
  const known = files.find(({ fileId }) => fileId === resource.fileId);
  const begin = (file: File) => {
    setError(null);
    setSize(file.size);
    startUpload(file, {
      personId: person.id,
      kind: resource.kind === 'video' ? 'video' : kindOf(file),
      place: `course:${courseId}`,
      onStatus: (now) => {
        setStatus(now);
        if (now.is !== 'done') return;
        answer(api.POST('/api/v1/courses/{courseId}/files', { params: { path: { courseId } }, body: { uploadId: now.uploadId } })).then(
          async (made) => {
            onDone(made);
            setStatus(null);
            await queries.invalidateQueries({ queryKey: courseDraftQuery(courseId).queryKey });
          },
          setError,
        );
      },
    });
  };
  const name = known?.name ?? resource.fileName;
  return (
    <div className={styles.write}>
      {resource.fileId && <p>{t('course.uploaded', { name })}</p>}
      {status && status.is !== 'failed' && (
        <ProgressBar label={t('course.uploading')} value={'sent' in status ? status.sent : size} max={Math.max(1, size)} />
      )}
      {status?.is === 'failed' && (
        <Callout tone="critical" live="assertive" title={status.title}>
          {status.detail}
        </Callout>
      )}
      <ProblemCallout error={error} />
      <input
        ref={input}
        type="file"
        hidden
        accept={resource.kind === 'video' ? 'video/*' : undefined}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) begin(file);
          event.target.value = '';
        }}
      />
      <p>
        <Button icon="upload" onClick={() => input.current?.click()}>
          {t(resource.fileId ? 'course.replace' : 'course.upload')}
        </Button>
      </p>
    </div>
  );
}
