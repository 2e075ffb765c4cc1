import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useGo } from '../shell/app-link.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useToast } from '../ui/Toast.tsx';
import { Checklist } from './Checklist.tsx';
import { useWriting } from './journey-writing.ts';
import styles from './portfolio.module.css';
import { checklistQuery, type Journey, journeyQuery, journeysQuery } from './queries.ts';
import { SubmitDialog } from './SubmitDialog.tsx';
import { Timeline } from './Timeline.tsx';

/** Beside the document: the checklist, what comes next, the attempts. */
export function JourneyAside({ journey, open }: { journey: Journey; open: boolean }) {
  const { t } = useTranslation('portfolio');
  const queries = useQueryClient();
  const toast = useToast();
  const go = useGo();
  const { state: saved } = useWriting();
  const { data: gaps = journey.gaps } = useQuery({ ...checklistQuery(journey.id), enabled: open, initialData: journey.gaps });
  const [asking, setAsking] = useState<'submit' | 'withdraw' | null>(null);
  const ready = gaps.length === 0 && saved === 'saved';

  async function withdraw() {
    try {
      await answer(api.POST('/api/v1/journeys/{journeyId}/withdrawal', { params: { path: { journeyId: journey.id } } }));
      await queries.invalidateQueries({ queryKey: journeysQuery.queryKey });
      go('/home');
    } catch (error) {
      setAsking(null);
      toast({ tone: 'critical', text: error instanceof Error ? error.message : String(error) });
    }
  }
  return (
    <div className={styles.aside}>
      {open && (
        <>
          <section aria-labelledby="checklist">
            <h2 id="checklist" className={styles.asideTitle}>
              {t('journey.checklist')}
            </h2>
            <Checklist journey={journey} gaps={gaps} />
          </section>
          <div className={styles.next}>
            <Button variant="primary" wide disabled={!ready} onClick={() => setAsking('submit')}>
              {t('journey.submit')}
            </Button>
            <p className={styles.small} role="status">
              {gaps.length > 0
                ? t('journey.submitNote', { count: gaps.length })
                : saved === 'saved'
                  ? t('journey.submitReady')
                  : t('journey.unsavedNote')}
            </p>
            <Button href={`/journeys/${journey.id}/preview`} icon="eye" wide>
              {t('journey.preview')}
            </Button>
          </div>
        </>
      )}
      <Timeline journey={journey} />
      {open && (
        <p>
          <Button variant="quiet" size="small" onClick={() => setAsking('withdraw')}>
            {t('journey.withdraw')}
          </Button>
        </p>
      )}
      {asking === 'submit' && (
        <SubmitDialog
          open
          onClose={() => setAsking(null)}
          journeyId={journey.id}
          attempt={(journey.attempts.at(-1)?.attempt ?? 0) + 1}
          onSubmitted={() => {
            setAsking(null);
            toast({ text: t('submit.done') });
            void queries.invalidateQueries({ queryKey: journeyQuery(journey.id).queryKey });
            void queries.invalidateQueries({ queryKey: journeysQuery.queryKey });
            window.scrollTo({ top: 0 });
          }}
        />
      )}
      <Dialog
        open={asking === 'withdraw'}
        onClose={() => setAsking(null)}
        title={t('journey.withdrawTitle')}
        closeLabel={t('close')}
        actions={
          <>
            <Button variant="danger" onClick={() => void withdraw()}>
              {t('journey.withdraw')}
            </Button>
            <Button variant="quiet" onClick={() => setAsking(null)}>
              {t('cancel')}
            </Button>
          </>
        }
      >
        <p>{t('journey.withdrawText')}</p>
      </Dialog>
    </div>
  );
}
