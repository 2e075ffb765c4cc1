import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import { AlignmentEditor } from './AlignmentEditor.tsx';
import { newId } from './authoring.ts';
import type { ResourceDraft, UnitDraft } from './draft-parts.ts';
import { kindIcons } from './kinds.ts';
import styles from './learning.module.css';
import { type ChangeList, PartHead } from './PartHead.tsx';
import type { CourseDraftAnswer } from './queries.ts';
import { ResourceEditor } from './ResourceEditor.tsx';

export interface UnitEditorProps {
  courseId: string;
  unit: UnitDraft;
  index: number;
  count: number;
  files: CourseDraftAnswer['files'];
  onList: ChangeList<UnitDraft>;
  onChange: (change: (unit: UnitDraft) => UnitDraft) => void;
}

const kinds = ['text', 'video', 'link', 'file'] as const;

/** One unit of a draft: what one understands, its resources, what stands beside it. */
export function UnitEditor({ courseId, unit, index, count, files, onList, onChange }: UnitEditorProps) {
  const { t } = useTranslation('learning');
  const set = (part: Partial<UnitDraft>) => onChange((one) => ({ ...one, ...part }));
  const changeResources = (change: (resources: readonly ResourceDraft[]) => ResourceDraft[]) =>
    onChange((one) => ({ ...one, resources: change(one.resources) }));
  const heading = t('course.unit', { number: index + 1 });
  return (
    <section className={styles.block} aria-label={heading}>
      <PartHead headingLevel={2} title={heading} name={unit.title || heading} item={unit} index={index} count={count} onChange={onList} />
      <TextField
        label={t('course.unitTitle')}
        value={unit.title}
        maxLength={200}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextArea
        label={t('course.purpose')}
        hint={t('course.markdown')}
        value={unit.purpose}
        maxLength={4000}
        onChange={(event) => set({ purpose: event.target.value })}
      />
      {unit.resources.map((resource, at) => (
        <ResourceEditor
          key={resource.id}
          courseId={courseId}
          unit={heading}
          resource={resource}
          index={at}
          count={unit.resources.length}
          files={files}
          onList={changeResources}
          onChange={(part) => changeResources((list) => list.map((one) => (one.id === resource.id ? { ...one, ...part } : one)))}
        />
      ))}
      <div className={styles.buttons}>
        {kinds.map((kind) => (
          <Button
            key={kind}
            size="small"
            icon={kindIcons[kind]}
            onClick={() =>
              changeResources((list) => [
                ...list,
                {
                  id: newId(),
                  kind,
                  title: '',
                  minutes: null,
                  required: true,
                  text: '',
                  url: '',
                  fileId: null,
                  fileName: '',
                  note: '',
                  transcript: '',
                },
              ])
            }
          >
            {t(`course.add${kind === 'text' ? 'Text' : kind === 'video' ? 'Video' : kind === 'link' ? 'Link' : 'File'}`)}
          </Button>
        ))}
      </div>
      <AlignmentEditor alignedTo={unit.alignedTo} onChange={(alignedTo) => set({ alignedTo })} />
      <TextArea
        label={t('course.prompt')}
        hint={t('course.promptHint')}
        optional={t('optional')}
        rows={2}
        value={unit.discussionPrompt}
        maxLength={1000}
        onChange={(event) => set({ discussionPrompt: event.target.value })}
      />
    </section>
  );
}
