import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Columns } from '../ui/Columns.tsx';
import { Link } from '../ui/Link.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { JourneyAside } from './JourneyAside.tsx';
import { JourneyState } from './JourneyState.tsx';
import { JourneyWriting, useLastWords, WritingContext } from './journey-writing.ts';
import { openDrafts } from './kept-drafts.ts';
import { PartSection } from './PartSection.tsx';
import styles from './portfolio.module.css';
import { checklistQuery, type Journey, journeyQuery } from './queries.ts';
import { SavedLine } from './SavedLine.tsx';
import { StateChip } from './StateChip.tsx';

/** A journey: a document one writes in, the checklist beside it, the saved state always in view. */
export function JourneyPage() {
  const { journeyId } = useParams({ strict: false }) as { journeyId: string };
  const journey = useQuery(journeyQuery(journeyId));
  const writing = useJourneyWriting(journey.data);
  usePageTitle(journey.data?.definition.title);
  if (journey.error && !journey.data) return <ErrorPage error={journey.error} reset={() => void journey.refetch()} />;
  if (!journey.data || !writing)
    return (
      <Page>
        <div aria-busy="true" className={styles.loading}>
          <Skeleton shape="title" />
          <Skeleton lines={8} />
        </div>
      </Page>
    );
  return (
    <WritingContext value={writing}>
      <JourneyDocument journey={journey.data} />
    </WritingContext>
  );
}

function JourneyDocument({ journey }: { journey: Journey }) {
  const { t } = useTranslation('portfolio');
  const { definition } = journey;
  const open = journey.state === 'drafting' || journey.state === 'not-yet';
  return (
    <Page>
      <PageHeader
        look="work"
        before={<Breadcrumbs label={t('journey.title')} items={[{ href: '/home', label: t('journey.home') }]} />}
        eyebrow={journey.issuer.name}
        title={definition.title}
        lead={definition.competency}
        meta={
          <>
            <StateChip state={journey.state} inEvaluation={Boolean(journey.attempts.at(-1)?.takenAt)} />
            <Link href={`/micro-credentials/${journey.microCredential.slug}`}>{t('journey.toDefinition')}</Link>
          </>
        }
      />
      <JourneyState journey={journey} />
      {open && (
        <div className={styles.savedBar}>
          <SavedLine />
          <ChecklistLink journey={journey} />
        </div>
      )}
      <Columns sticky aside={<JourneyAside journey={journey} open={open} />}>
        {definition.parts.map((part, index) => (
          <PartSection key={part.id} journey={journey} part={part} number={index + 1} open={open} />
        ))}
      </Columns>
    </Page>
  );
}

/** How much is left, leading to the checklist; on phones, where that stands at the end. */
function ChecklistLink({ journey }: { journey: Journey }) {
  const { t } = useTranslation('portfolio');
  const { data: gaps = journey.gaps } = useQuery({ ...checklistQuery(journey.id), initialData: journey.gaps });
  return (
    <a href="#checklist" className={styles.toChecklist}>
      {gaps.length ? t('journey.left', { count: gaps.length }) : t('journey.checklist')}
    </a>
  );
}

/** The texts of this page; made once a journey and state, from what the server has and what this device kept. */
function useJourneyWriting(journey: Journey | undefined): JourneyWriting | null {
  const { person } = useSignedIn();
  const queries = useQueryClient();
  const [writing, setWriting] = useState<{ of: string; it: JourneyWriting } | null>(null);
  // a decision opens or closes parts: then the texts are taken up anew
  const of = journey && `${journey.id}/${journey.state}/${journey.passedParts.join()}`;
  useEffect(() => {
    if (!journey || !of) return;
    if (writing?.of === of) {
      writing.it.receive(journey);
      return;
    }
    let live = true;
    void openDrafts(person.id, journey.id).then((drafts) => {
      if (!live) return;
      const saved = () => void queries.invalidateQueries({ queryKey: checklistQuery(journey.id).queryKey });
      setWriting({ of, it: new JourneyWriting(journey, drafts, saved) });
    });
    return () => {
      live = false;
    };
  }, [journey, of, person.id, queries, writing]);
  useLastWords(writing?.it ?? null);
  return writing?.it ?? null;
}
