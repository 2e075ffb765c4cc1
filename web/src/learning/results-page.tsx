import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Table } from '../ui/Table.tsx';
import styles from './learning.module.css';
import { type Results, resultsQuery, surveyDraftQuery, textsQuery } from './queries.ts';

type Question = Results['questions'][number];
type Cell = Question['cells'][number];

/** What was answered, counted: bars that are rows of a table, so that whoever reads and whoever looks see the same. */
export function ResultsPage() {
  const { t } = useTranslation('learning');
  const { surveyId } = useParams({ strict: false }) as { surveyId: string };
  const results = useQuery(resultsQuery(surveyId));
  const draft = useQuery(surveyDraftQuery(surveyId));
  usePageTitle(results.data?.title);
  if (results.error && !results.data) return <ErrorPage error={results.error} reset={() => void results.refetch()} />;
  if (!results.data)
    return (
      <Page>
        <Skeleton shape="title" />
        <Skeleton lines={8} />
      </Page>
    );
  const { title, completed, begun, anonymous, tooFew, smallestCell, questions } = results.data;
  const organization = draft.data?.organization;
  return (
    <Page>
      <PageHeader
        look="work"
        before={
          organization && (
            <Breadcrumbs label={t('here')} items={[{ href: `/organizations/${organization.id}/learning`, label: organization.name }]} />
          )
        }
        eyebrow={t('results.title')}
        title={title}
        actions={
          completed > 0 && !tooFew ? (
            <Button icon="download" href={`/api/v1/surveys/${surveyId}/results.csv`}>
              {t('results.csv')}
            </Button>
          ) : undefined
        }
      />
      <KeyValueList
        look="facts"
        items={[
          { key: t('results.completed'), value: completed },
          { key: t('results.begun'), value: begun },
        ]}
      />
      {anonymous && (
        <Callout icon="lock" title={t('results.anonymous')}>
          {t('results.anonymousText', { count: smallestCell })}
        </Callout>
      )}
      {completed === 0 && <EmptyState title={t('results.none')}>{t('results.noneText')}</EmptyState>}
      {tooFew && completed > 0 && <EmptyState title={t('results.few')}>{t('results.fewText', { count: smallestCell })}</EmptyState>}
      {completed > 0 &&
        questions.map((question) => (
          <Section
            key={question.questionId}
            title={question.title}
            lead={
              question.answered === null
                ? t('results.hidden', { count: smallestCell })
                : t('results.answered', { count: question.answered })
            }
          >
            {question.answered !== null && <QuestionResult surveyId={surveyId} question={question} smallest={smallestCell} />}
          </Section>
        ))}
    </Page>
  );
}

function QuestionResult({ surveyId, question, smallest }: { surveyId: string; question: Question; smallest: number }) {
  const { t } = useTranslation('learning');
  const { kind, answered } = question;
  if (kind === 'short-text' || kind === 'long-text' || kind === 'date')
    return <Texts surveyId={surveyId} questionId={question.questionId} />;
  const numbers = [
    ...(question.mean === null ? [] : [{ key: t('results.mean'), value: question.mean }]),
    ...(question.least === null ? [] : [{ key: t('results.least'), value: question.least }]),
    ...(question.greatest === null ? [] : [{ key: t('results.greatest'), value: question.greatest }]),
  ];
  return (
    <div className={styles.result}>
      {numbers.length > 0 && <KeyValueList look="facts" items={numbers} />}
      {question.cells.length > 0 && <Bars caption={question.title} cells={question.cells} of={answered ?? 0} smallest={smallest} />}
      {question.rows.length > 0 && <Rows question={question} smallest={smallest} />}
    </div>
  );
}

const percent = (count: number, of: number) => (of ? Math.round((100 * count) / of) : 0);

function Bars({ caption, cells, of, smallest }: { caption: string; cells: readonly Cell[]; of: number; smallest: number }) {
  const { t } = useTranslation('learning');
  return (
    <Table
      caption={caption}
      hideCaption
      dense
      rows={cells}
      rowKey={({ id }) => id}
      columns={[
        { key: 'answer', header: t('results.answer'), cell: ({ label }) => label },
        {
          key: 'share',
          header: t('results.share'),
          cell: ({ count }) =>
            count === null ? (
              <span className={styles.small}>{t('results.fewer', { count: smallest })}</span>
            ) : (
              <span className={styles.bar}>
                <span className={styles.track}>
                  <span className={styles.barFill} style={{ inlineSize: `${percent(count, of)}%` }} />
                </span>
                <span className={styles.barText}>{t('results.percent', { percent: percent(count, of) })}</span>
              </span>
            ),
        },
        { key: 'people', header: t('results.people'), numeric: true, cell: ({ count }) => count ?? '–' },
      ]}
    />
  );
}

/** A matrix: the rows by their mean, the highest first, so that what matters most is read first. */
function Rows({ question, smallest }: { question: Question; smallest: number }) {
  const { t } = useTranslation('learning');
  const steps = question.rows[0]?.cells ?? [];
  const top = Number(steps.at(-1)?.id ?? 1);
  const rows = [...question.rows].sort((one, other) => (other.mean ?? -1) - (one.mean ?? -1));
  return (
    <Table
      caption={question.title}
      hideCaption
      dense
      keepShape
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'row', header: t('results.answer'), cell: ({ label }) => label },
        {
          key: 'mean',
          header: t('results.mean'),
          cell: ({ mean }) =>
            mean === null ? (
              <span className={styles.small}>{t('results.fewer', { count: smallest })}</span>
            ) : (
              <span className={styles.bar}>
                <span className={styles.track}>
                  <span className={styles.barFill} style={{ inlineSize: `${(100 * mean) / top}%` }} />
                </span>
                <span className={styles.barText}>{mean}</span>
              </span>
            ),
        },
        ...steps.map(({ id, label }) => ({
          key: id,
          header: label,
          numeric: true,
          cell: (row: Question['rows'][number]) => row.cells.find((cell) => cell.id === id)?.count ?? '–',
        })),
      ]}
    />
  );
}

function Texts({ surveyId, questionId }: { surveyId: string; questionId: string }) {
  const { t } = useTranslation('learning');
  const texts = useInfiniteQuery(textsQuery(surveyId, questionId));
  const items = texts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ul className={styles.texts}>
        {items.map(({ text, name }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: texts have no id, so that nobody can be told from one
          <li key={index}>
            <p className={styles.postText}>{text}</p>
            {name && <p className={styles.small}>{name}</p>}
          </li>
        ))}
      </ul>
      {texts.hasNextPage && (
        <Button busy={texts.isFetchingNextPage} onClick={() => void texts.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
