import { type Answer, type Answers, type Question, shownOf, surveyGaps } from '@brevet/survey-rules';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { issuerTint } from '../catalog/Badge.tsx';
import { day } from '../portfolio/dates.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { ErrorSummary } from '../ui/ErrorSummary.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { DocumentConflict, DocumentSaved } from './DocumentState.tsx';
import styles from './learning.module.css';
import { QuestionField } from './QuestionField.tsx';
import { type SurveyAnswer, surveyQuery } from './queries.ts';
import { type DocumentPorts, type SavedDocument, useSavedDocument } from './saved-document.ts';
import { WrittenText } from './WrittenText.tsx';

/** A survey as one answers it: what is shown follows the answers, every answer is kept as it is given. */
export function SurveyPage() {
  const { surveyId } = useParams({ strict: false }) as { surveyId: string };
  const survey = useQuery(surveyQuery(surveyId));
  const [again, setAgain] = useState(false);
  usePageTitle(survey.data?.definition.title);
  if (survey.error && !survey.data) return <ErrorPage error={survey.error} reset={() => void survey.refetch()} />;
  if (!survey.data)
    return (
      <Page width="reading">
        <Skeleton shape="title" />
        <Skeleton lines={6} />
      </Page>
    );
  const { data } = survey;
  return (
    <div {...issuerTint(data.organization.color)}>
      {(data.completedAt && !again) || (data.closed && !data.completedAt) ? (
        <Finished survey={data} onChange={() => setAgain(true)} />
      ) : (
        <Answering survey={data} onDone={() => setAgain(false)} />
      )}
    </div>
  );
}

/** After it was handed in, or when it is closed. */
function Finished({ survey, onChange }: { survey: SurveyAnswer; onChange: () => void }) {
  const { t } = useTranslation('learning');
  const { definition, completedAt, closed } = survey;
  return (
    <Page width="reading">
      <PageHeader
        eyebrow={survey.organization.name}
        title={definition.title}
        lead={completedAt ? t('survey.done', { date: day(completedAt) }) : t('survey.closed')}
        actions={
          <>
            {completedAt && definition.changeable && !closed && <Button onClick={onChange}>{t('survey.change')}</Button>}
            <Button variant="primary" href="/learning">
              {t('survey.back')}
            </Button>
          </>
        }
      />
      {completedAt && definition.thanks && <WrittenText>{definition.thanks}</WrittenText>}
    </Page>
  );
}

function useAnswers(survey: SurveyAnswer): SavedDocument<Answers> | null {
  const { id } = survey;
  const ports = useMemo<DocumentPorts<Answers>>(
    () => ({
      send: ({ value, revision }, last) =>
        answer(
          api.PUT('/api/v1/surveys/{surveyId}/answers', {
            params: { path: { surveyId: id } },
            body: { answers: value, revision },
            ...(last && { keepalive: true }),
          }),
        ),
      current: (current) => ({ value: current.answers as Answers, revision: Number(current.revision) }),
    }),
    [id],
  );
  const server = useMemo(() => ({ value: survey.answers as Answers, revision: survey.revision }), [survey]);
  return useSavedDocument(`survey/${id}`, server, ports);
}

function Answering({ survey, onDone }: { survey: SurveyAnswer; onDone: () => void }) {
  const { t } = useTranslation('learning');
  const answers = useAnswers(survey);
  const queries = useQueryClient();
  const [tries, setTries] = useState(0);
  const send = useMutation({
    mutationFn: async () => {
      if (!answers) return;
      await answers.settled();
      await answer(
        api.POST('/api/v1/surveys/{surveyId}/submission', {
          params: { path: { surveyId: survey.id } },
          body: { answers: answers.value, revision: answers.revision },
        }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['surveys'] });
      onDone();
      window.scrollTo(0, 0);
    },
  });
  if (!answers) return null;
  const { definition } = survey;
  const shown = shownOf(definition, answers.value);
  const questions = shown.flatMap((section) => section.questions);
  const gaps = surveyGaps(definition, answers.value);
  const asked = questions.filter(({ required }) => required);
  const given = asked.filter(({ id }) => !gaps.some(({ questionId }) => questionId === id)).length;
  const change = (question: Question, value: Answer | undefined) => {
    const { [question.id]: _, ...others } = answers.value;
    answers.change(value === undefined ? others : { ...others, [question.id]: value });
  };
  const wrong = tries ? gaps : [];
  return (
    <Page width="reading">
      <PageHeader eyebrow={survey.organization.name} title={definition.title} />
      <WrittenText>{definition.introduction}</WrittenText>
      {definition.anonymous && (
        <Callout title={t('survey.anonymous')} icon="lock">
          {t('survey.anonymousText')}
        </Callout>
      )}
      <div className={styles.savedBar}>
        <DocumentSaved of={answers as SavedDocument<unknown>} />
        <ProgressBar hideLabel label={t('survey.progress', { given, asked: asked.length })} value={given} max={Math.max(1, asked.length)} />
      </div>
      <DocumentConflict of={answers as SavedDocument<unknown>} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTries(tries + 1);
          if (gaps.length === 0) send.mutate();
        }}
      >
        {shown.map((section) => {
          const { title, text } = definition.sections.find(({ id }) => id === section.id) ?? { title: '', text: undefined };
          return (
            <Section key={section.id} title={title} {...(text && { lead: text })}>
              <div className={styles.questions}>
                {section.questions.map((question) => (
                  <QuestionField
                    key={question.id}
                    question={question}
                    answer={answers.value[question.id]}
                    gap={wrong.find(({ questionId }) => questionId === question.id)?.reason}
                    onChange={(value) => change(question, value)}
                  />
                ))}
              </div>
            </Section>
          );
        })}
        <div className={styles.submit}>
          {wrong.length > 0 && (
            <ErrorSummary
              key={tries}
              title={t('survey.missing', { count: wrong.length })}
              errors={wrong.map(({ questionId, reason }) => ({
                href: `#${questionId}`,
                text: `${questions.find(({ id }) => id === questionId)?.title ?? ''} ${t(`survey.gap.${reason}`)}`,
              }))}
            />
          )}
          <ProblemCallout error={send.error} />
          <Button type="submit" variant="primary" size="large" busy={send.isPending}>
            {t(send.isPending ? 'survey.sending' : survey.completedAt ? 'survey.sendAgain' : 'survey.send')}
          </Button>
          {!definition.changeable && <p className={styles.small}>{t('survey.once')}</p>}
        </div>
      </form>
    </Page>
  );
}
