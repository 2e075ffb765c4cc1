import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { DocumentConflict, DocumentSaved } from '../../learning/DocumentState.tsx';
import { type DocumentPorts, type SavedDocument, useSavedDocument } from '../../learning/saved-document.ts';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Breadcrumbs } from '../../ui/Breadcrumbs.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { ProgramView } from '../ProgramView.tsx';
import styles from './authoring.module.css';
import { type BeingWritten, type ProgramDraft, programDraftQuery } from './authoring-queries.ts';
import { ProgramEditor } from './ProgramEditor.tsx';
import { PublishProgram } from './PublishProgram.tsx';
import { type Known, programOfDraft } from './program-of-draft.ts';
import { RunProgram } from './RunProgram.tsx';

/** Where a program is written: saved as it is typed, looked at as educators will see it, published as a version. */
export function AuthorProgramPage() {
  const { programId } = useParams({ strict: false }) as { programId: string };
  const { data, error, refetch } = useQuery(programDraftQuery(programId));
  if (error && !data) return <ErrorPage error={error} reset={() => void refetch()} />;
  if (!data)
    return (
      <Page>
        <Skeleton shape="title" />
        <Skeleton lines={8} />
      </Page>
    );
  return <Author program={data} />;
}

function Author({ program }: { program: BeingWritten }) {
  const { t } = useTranslation('programAuthoring');
  const queries = useQueryClient();
  const { id: programId, recognizer } = program;
  const ports = useMemo<DocumentPorts<ProgramDraft>>(
    () => ({
      send: ({ value, revision }) =>
        answer(api.PUT('/api/v1/programs/{programId}/draft', { params: { path: { programId } }, body: { definition: value, revision } })),
      current: (current) => ({ value: current.definition as ProgramDraft, revision: Number(current.revision) }),
    }),
    [programId],
  );
  // opened anew where the server's draft went on by itself: a version was published, or what was written was given up
  const [opened, setOpened] = useState(() => ({ round: 0, value: program.definition, revision: program.revision }));
  const draft = useSavedDocument(`program-draft/${programId}/${opened.round}`, opened, ports);
  const [picked, setPicked] = useState<Known[]>([]);
  const known = useMemo(
    () => new Map([...program.microCredentials, ...picked].map((microCredential) => [microCredential.id, microCredential])),
    [program.microCredentials, picked],
  );
  const learn = useCallback((more: readonly Known[]) => setPicked((before) => [...before, ...more]), []);
  const name = draft?.value.name ?? program.definition.name;
  usePageTitle(name || t('page.untitled'));
  const reopen = async () => {
    await queries.invalidateQueries({ queryKey: ['programs'] });
    const now = await queries.fetchQuery({ ...programDraftQuery(programId), staleTime: 0 });
    setOpened(({ round }) => ({ round: round + 1, value: now.definition, revision: now.revision }));
  };
  return (
    <Page>
      <PageHeader
        look="work"
        before={
          <Breadcrumbs
            label={t('here')}
            items={[{ href: `/organizations/${recognizer.id}/programs`, label: `${recognizer.name}: ${t('list.title')}` }]}
          />
        }
        title={name || t('page.untitled')}
        meta={
          <>
            <StatusChip tone={program.state === 'open' ? 'positive' : 'neutral'}>{t(`list.state.${program.state}`)}</StatusChip>
            {program.number !== null && (
              <>
                <span>{t('page.published', { number: program.number })}</span>
                <a href={`/programs/${recognizer.slug}/${program.slug}`}>{t('page.see')}</a>
              </>
            )}
          </>
        }
      />
      {draft ? (
        <>
          <div className={styles.bar}>
            <DocumentSaved of={draft as SavedDocument<unknown>} />
            <PublishProgram program={program} draft={draft} onPublished={reopen} />
          </div>
          <DocumentConflict of={draft as SavedDocument<unknown>} />
          <Tabs
            label={t('page.tabs')}
            tabs={[
              {
                id: 'write',
                title: t('page.write'),
                content: <ProgramEditor program={program} draft={draft} known={known} onKnown={learn} />,
              },
              {
                id: 'preview',
                title: t('page.preview'),
                content: (
                  <>
                    <p className={styles.lead}>{draft.value.summary}</p>
                    <ProgramView program={programOfDraft(program, draft.value, known)} />
                  </>
                ),
              },
              { id: 'run', title: t('page.runs'), content: <RunProgram program={program} draft={draft} onChanged={reopen} /> },
            ]}
          />
        </>
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}
