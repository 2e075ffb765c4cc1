import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { AuthoringPage, AuthoringSkeleton, placeIn } from './AuthoringPage.tsx';
import styles from './learning.module.css';
import { type SurveyDraft, type SurveyDraftAnswer, surveyDraftQuery } from './queries.ts';
import { SurveyEditor } from './SurveyEditor.tsx';
import { SurveyPreview } from './SurveyPreview.tsx';
import { type DocumentPorts, useSavedDocument } from './saved-document.ts';

/** Where a survey is written: saved as it is typed, tried out, published as a version. */
export function AuthorSurveyPage() {
  const { surveyId } = useParams({ strict: false }) as { surveyId: string };
  const survey = useQuery(surveyDraftQuery(surveyId));
  if (survey.error && !survey.data) return <ErrorPage error={survey.error} reset={() => void survey.refetch()} />;
  if (!survey.data) return <AuthoringSkeleton />;
  return <Author survey={survey.data} />;
}

function Author({ survey }: { survey: SurveyDraftAnswer }) {
  const { t } = useTranslation('learning');
  const queries = useQueryClient();
  const { id: surveyId } = survey;
  const ports = useMemo<DocumentPorts<SurveyDraft>>(
    () => ({
      send: ({ value, revision }) =>
        answer(api.PUT('/api/v1/surveys/{surveyId}/draft', { params: { path: { surveyId } }, body: { definition: value, revision } })),
      current: (current) => ({ value: current.definition as SurveyDraft, revision: Number(current.revision) }),
    }),
    [surveyId],
  );
  const server = useMemo(() => ({ value: survey.definition, revision: survey.revision }), [survey]);
  const draft = useSavedDocument(`survey-draft/${surveyId}`, server, ports);
  if (!draft) return null;
  const publish = async (revision: number) => {
    const { number } = await answer(
      api.POST('/api/v1/surveys/{surveyId}/versions', { params: { path: { surveyId } }, body: { revision } }),
    );
    await queries.invalidateQueries({ queryKey: ['surveys', surveyId] });
    return number;
  };
  return (
    <AuthoringPage
      document={draft}
      publish={publish}
      nameOf={(path) =>
        placeIn(path, { member: 'sections', items: draft.value.sections }, { member: 'questions', of: ({ questions }) => questions })
      }
      organization={survey.organization}
      number={survey.number}
      seenAt={<a href={`/surveys/${surveyId}/results`}>{t('authoring.results')}</a>}
      write={<SurveyEditor draft={draft} />}
      preview={<SurveyPreview draft={draft.value} />}
      share={<Closing survey={survey} />}
    />
  );
}

function Closing({ survey }: { survey: SurveyDraftAnswer }) {
  const { t } = useTranslation('learning');
  const queries = useQueryClient();
  const [day, setDay] = useState('');
  const close = useMutation({
    mutationFn: (closesAt: string | null) =>
      answer(api.PUT('/api/v1/surveys/{surveyId}/closing', { params: { path: { surveyId: survey.id } }, body: { closesAt } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['surveys', survey.id] }),
  });
  const closed = survey.closesAt !== null && new Date(survey.closesAt) <= new Date();
  const address = `${window.location.origin}/surveys/${survey.id}`;
  return (
    <div className={styles.editor}>
      {survey.number && (
        <p className={styles.invite}>
          {t('asking.address')}: <a href={address}>{address}</a>
        </p>
      )}
      <p>
        <strong>{t('asking.closing')}</strong>{' '}
        {closed ? t('asking.closed') : survey.closesAt ? new Date(survey.closesAt).toLocaleString() : t('asking.stays')}
      </p>
      <div className={styles.row}>
        <TextField label={t('asking.closesAt')} type="date" width="medium" value={day} onChange={(event) => setDay(event.target.value)} />
        {/* the end of that day, where the author is */}
        <Button disabled={!day} busy={close.isPending} onClick={() => close.mutate(new Date(`${day}T23:59:59`).toISOString())}>
          {t('asking.save')}
        </Button>
      </div>
      <div className={styles.buttons}>
        {!closed && (
          <Button busy={close.isPending} onClick={() => close.mutate(new Date().toISOString())}>
            {t('asking.closeNow')}
          </Button>
        )}
        {survey.closesAt && (
          <Button busy={close.isPending} onClick={() => close.mutate(null)}>
            {t('asking.reopen')}
          </Button>
        )}
      </div>
    </div>
  );
}
