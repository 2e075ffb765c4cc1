import { type RefObject, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { answer, api } from '../api/client.ts';
import { DeskDrafts, type Draft } from './desk-drafts.ts';
import { overallKey, scoreKey } from './guide.ts';
import { type Comment, commentKey, commentOfKey } from './pins/pin.ts';
import type { Evaluation, Follows } from './types.ts';

/** The drafts of an evaluation, and what follows from the levels as last saved. */
export function useDeskDrafts(evaluation: Evaluation): {
  drafts: DeskDrafts;
  follows: Follows;
  /** The comments that are pinned, by id: each words' save names its place. */
  pinned: RefObject<Map<string, Comment>>;
} {
  const [follows, setFollows] = useState(evaluation.follows);
  const pinned = useRef(new Map(evaluation.comments.map((comment) => [comment.id, comment])));
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
    for (const { id, text, revision } of evaluation.comments) saved.set(commentKey(id), { levelId: null, feedback: text, revision });
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
      const commentId = commentOfKey(key);
      if (commentId !== null) {
        const comment = pinned.current.get(commentId);
        // taken away meanwhile: its words go with it
        if (!comment) return draft;
        const { evidenceId, answer: about, place } = comment;
        const saved = await answer(
          api.PUT('/api/v1/evaluations/{evaluationId}/comments/{commentId}', {
            params: { path: { evaluationId, commentId } },
            body: { evidenceId, answer: about, place, text: draft.feedback, revision: draft.revision },
          }),
        );
        return { levelId: null, feedback: saved.text, revision: saved.revision };
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
  return { drafts, follows, pinned };
}
