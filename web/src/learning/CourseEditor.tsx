import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import { newId } from './authoring.ts';
import { numberOf, type UnitDraft } from './draft-parts.ts';
import styles from './learning.module.css';
import type { CourseDraft, CourseDraftAnswer } from './queries.ts';
import type { SavedDocument } from './saved-document.ts';
import { UnitEditor } from './UnitEditor.tsx';

export interface CourseEditorProps {
  courseId: string;
  draft: SavedDocument<CourseDraft>;
  files: CourseDraftAnswer['files'];
}

/** The course as a form: what it is, then its units in order. */
export function CourseEditor({ courseId, draft, files }: CourseEditorProps) {
  const { t } = useTranslation('learning');
  const course = draft.value;
  const set = (part: Partial<CourseDraft>) => draft.change({ ...draft.value, ...part });
  const changeUnits = (change: (units: readonly UnitDraft[]) => UnitDraft[]) => set({ units: change(draft.value.units) });
  return (
    <div className={styles.editor}>
      <TextField
        label={t('authoring.name')}
        value={course.title}
        maxLength={200}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextField
        label={t('course.summary')}
        value={course.summary}
        maxLength={400}
        onChange={(event) => set({ summary: event.target.value })}
      />
      <TextArea
        label={t('course.description')}
        hint={t('course.markdown')}
        rows={6}
        value={course.description}
        maxLength={8000}
        onChange={(event) => set({ description: event.target.value })}
      />
      <TextField
        label={t('course.audience')}
        optional={t('optional')}
        value={course.audience}
        maxLength={300}
        onChange={(event) => set({ audience: event.target.value })}
      />
      <TextField
        label={t('course.hours')}
        type="number"
        min={1}
        max={500}
        width="short"
        after={t('course.hoursUnit')}
        value={course.hours ?? ''}
        onChange={(event) => set({ hours: numberOf(event.target) })}
      />
      {course.units.map((unit, index) => (
        <UnitEditor
          key={unit.id}
          courseId={courseId}
          unit={unit}
          index={index}
          count={course.units.length}
          files={files}
          onList={changeUnits}
          onChange={(change) => changeUnits((units) => units.map((one) => (one.id === unit.id ? change(one) : one)))}
        />
      ))}
      <p>
        <Button
          icon="add"
          onClick={() =>
            changeUnits((units) => [
              ...units,
              { id: newId(), title: '', purpose: '', discussionPrompt: '', alignedTo: { stacks: [], microCredentials: [] }, resources: [] },
            ])
          }
        >
          {t('course.addUnit')}
        </Button>
      </p>
    </div>
  );
}
