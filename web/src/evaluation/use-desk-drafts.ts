import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { answer, api } from '../api/client.ts';
import { DeskDrafts, type Draft } from './desk-drafts.ts';
import { overallKey, scoreKey } from './guide.ts';
import type { Evaluation, Follows } from './types.ts';

/** The drafts of an evaluation, and what follows from the levels as last saved. */
export function useDeskDrafts(evaluation: Evaluation): { drafts: DeskDrafts; follows: Follows } {
  const [follows, setFollows] = useState(evaluation.follows);
  // one for each visit: what the server says later comes back through the saves
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refetched evaluation must not throw away what is being typed
  const drafts = useMemo(() => {
    const saved = new Map<string, Draft & { revision: number }>(
      evaluation.scores.map(({ partId, criterionId, levelId, feedback, revision }) => [
        scoreKey(partId, criterionId),
        { levelId, feedback, revision },
      ]),
    );
    saved.set(overallKey, { levelId: null, ...evaluation.feedback });
    const evaluationId = evaluation.id;
    const send = async (key: string, draft: Draft & { revision: number }) => {
      if (key === overallKey) {
        const { feedback, revision } = draft;
        const path = { evaluationId };
        const saved = await answer(
          api.PUT('/api/v1/evaluations/{evaluationId}/feedback', { params: { path }, body: { feedback, revision } }),
        );
        return { levelId: null, ...saved };
      }
      const [partId = '', criterionId = ''] = key.split('/');
      const path = { evaluationId, partId, criterionId };
      const { score, follows: next } = await answer(
        api.PUT('/api/v1/evaluations/{evaluationId}/scores/{partId}/{criterionId}', { params: { path }, body: draft }),
      );
      setFollows(next);
      return { levelId: score.levelId, feedback: score.feedback, revision: score.revision };
    };
    const isOpen = evaluation.mine && evaluation.state === 'taken';
    return new DeskDrafts(saved, send, isOpen ? localStorage : null, `brevet.desk.${evaluationId}`);
  }, [evaluation.id]);
  useSyncExternalStore(drafts.subscribe, drafts.snapshot);
  useEffect(() => {
    void drafts.flush();
    const resume = () => drafts.resume();
    window.addEventListener('online', resume);
    window.addEventListener('focus', resume);
    return () => {
      window.removeEventListener('online', resume);
      window.removeEventListener('focus', resume);
      void drafts.flush();
    };
  }, [drafts]);
  return { drafts, follows };
}
