import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import { newId } from './authoring.ts';
import type { QuestionDraft, SectionDraft } from './draft-parts.ts';
import styles from './learning.module.css';
import { PartHead } from './PartHead.tsx';
import { QuestionEditor } from './QuestionEditor.tsx';
import type { SurveyDraft } from './queries.ts';
import { RuleEditor } from './RuleEditor.tsx';
import type { SavedDocument } from './saved-document.ts';

/** A question as a section begins with it. */
const emptyQuestion = (): QuestionDraft => ({
  id: newId(),
  kind: 'single-choice',
  title: '',
  help: '',
  required: true,
  showWhen: null,
  options: [
    { id: newId(), label: '' },
    { id: newId(), label: '' },
  ],
  rows: [],
  to: 5,
  low: '',
  high: '',
  min: null,
  max: null,
  unit: '',
});

/** The survey as a form: what it says, then its sections with their questions and rules. */
export function SurveyEditor({ draft }: { draft: SavedDocument<SurveyDraft> }) {
  const { t } = useTranslation('learning');
  const survey = draft.value;
  const set = (part: Partial<SurveyDraft>) => draft.change({ ...draft.value, ...part });
  const changeSections = (change: (sections: readonly SectionDraft[]) => SectionDraft[]) => set({ sections: change(draft.value.sections) });
  return (
    <div className={styles.editor}>
      <TextField
        label={t('authoring.name')}
        value={survey.title}
        maxLength={400}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextArea
        label={t('asking.introduction')}
        hint={t('asking.introductionHint')}
        value={survey.introduction}
        maxLength={4000}
        onChange={(event) => set({ introduction: event.target.value })}
      />
      <TextArea
        label={t('asking.thanks')}
        optional={t('optional')}
        rows={2}
        value={survey.thanks}
        maxLength={2000}
        onChange={(event) => set({ thanks: event.target.value })}
      />
      <Checkbox label={t('asking.anonymous')} checked={survey.anonymous} onChange={(event) => set({ anonymous: event.target.checked })} />
      {!survey.anonymous && (
        <Checkbox
          label={t('asking.changeable')}
          checked={survey.changeable}
          onChange={(event) => set({ changeable: event.target.checked })}
        />
      )}
      {survey.sections.map((section, index) => (
        <SectionEditor
          key={section.id}
          section={section}
          index={index}
          count={survey.sections.length}
          earlier={survey.sections.slice(0, index).flatMap(({ questions }) => questions)}
          onList={changeSections}
          onChange={(change) => changeSections((list) => list.map((one) => (one.id === section.id ? change(one) : one)))}
        />
      ))}
      <p>
        <Button
          icon="add"
          onClick={() =>
            changeSections((list) => [...list, { id: newId(), title: '', text: '', showWhen: null, questions: [emptyQuestion()] }])
          }
        >
          {t('asking.addSection')}
        </Button>
      </p>
    </div>
  );
}

interface SectionEditorProps {
  section: SectionDraft;
  index: number;
  count: number;
  earlier: QuestionDraft[];
  onList: (change: (sections: readonly SectionDraft[]) => SectionDraft[]) => void;
  onChange: (change: (section: SectionDraft) => SectionDraft) => void;
}

function SectionEditor({ section, index, count, earlier, onList, onChange }: SectionEditorProps) {
  const { t } = useTranslation('learning');
  const heading = t('asking.section', { number: index + 1 });
  const set = (part: Partial<SectionDraft>) => onChange((one) => ({ ...one, ...part }));
  const changeQuestions = (change: (questions: readonly QuestionDraft[]) => QuestionDraft[]) =>
    onChange((one) => ({ ...one, questions: change(one.questions) }));
  return (
    <section className={styles.block} aria-label={heading}>
      <PartHead
        headingLevel={2}
        title={heading}
        name={section.title || heading}
        item={section}
        index={index}
        count={count}
        onChange={onList}
      />
      <TextField
        label={t('asking.sectionTitle')}
        value={section.title}
        maxLength={400}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextField
        label={t('asking.sectionText')}
        optional={t('optional')}
        value={section.text}
        maxLength={4000}
        onChange={(event) => set({ text: event.target.value })}
      />
      <RuleEditor rule={section.showWhen} earlier={earlier} onChange={(showWhen) => set({ showWhen })} />
      {section.questions.map((question, at) => (
        <QuestionEditor
          key={question.id}
          question={question}
          index={at}
          count={section.questions.length}
          earlier={[...earlier, ...section.questions.slice(0, at)]}
          onList={changeQuestions}
          onChange={(part) => changeQuestions((list) => list.map((one) => (one.id === question.id ? { ...one, ...part } : one)))}
        />
      ))}
      <p>
        <Button size="small" icon="add" onClick={() => changeQuestions((list) => [...list, emptyQuestion()])}>
          {t('asking.addQuestion')}
        </Button>
      </p>
    </section>
  );
}
