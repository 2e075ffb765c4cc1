import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { useToast } from '../../ui/Toast.tsx';
import type { DeskDrafts } from '../desk-drafts.ts';
import { told } from '../queries.ts';
import { type About, type Comment, commentKey, type Place } from './pin.ts';

/** Comments that somebody else pinned, or oneself in an attempt before: to read. */
export interface OtherPins {
  /** Whose they are, in words. */
  from: string;
  comments: readonly Comment[];
}

/** Comments pinned into a submission, and what one may do with them. */
export interface Pins {
  /** In the order they were made. */
  all: readonly Comment[];
  others?: readonly OtherPins[];
  /** Only at the desk of who scores it. */
  edit?: {
    add(about: About, place: Place): void;
    remove(comment: Comment): void;
    /** The words, on their way to the server. */
    drafts: DeskDrafts;
    /** The comment that was pinned last: its words are written next. */
    newest: string | undefined;
    /** Its words have the focus: they take it once. */
    begun(): void;
  };
}

/** Comments on one piece of the work. */
export const pinsOn = (pins: Pins | undefined, about: About): Comment[] => pins?.all.filter(isAbout(about)) ?? [];

/** What others pinned to one piece of the work, where they did. */
export const otherPinsOn = (pins: Pins | undefined, about: About): OtherPins[] =>
  pins?.others
    ?.map(({ from, comments }) => ({ from, comments: comments.filter(isAbout(about)) }))
    .filter(({ comments }) => comments.length) ?? [];

const isAbout =
  ({ evidenceId, answer }: About) =>
  (comment: Comment) =>
    comment.evidenceId === evidenceId && comment.answer === answer;

/** The comments of a submission that one scores. A place is kept by the server at once; the words follow as they are typed. */
export function usePins(evaluationId: string, drafts: DeskDrafts, pinned: RefObject<Map<string, Comment>>): Pins {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const [all, setAll] = useState<readonly Comment[]>(() => [...pinned.current.values()]);
  const [newest, setNewest] = useState<string>();
  const show = () => setAll([...pinned.current.values()]);
  const pin = async (comment: Comment) => {
    const { id, evidenceId, answer: about, place, text } = comment;
    try {
      const saved = await answer(
        api.PUT('/api/v1/evaluations/{evaluationId}/comments/{commentId}', {
          params: { path: { evaluationId, commentId: id } },
          body: { evidenceId, answer: about, place, text, revision: 0 },
        }),
      );
      pinned.current.set(id, saved);
      drafts.hold(commentKey(id), { levelId: null, feedback: saved.text, revision: saved.revision });
      setNewest(id);
      show();
    } catch (error) {
      toast({ text: told(error), tone: 'critical' });
    }
  };
  const remove = async (comment: Comment) => {
    const path = { evaluationId, commentId: comment.id };
    const { feedback } = drafts.field(commentKey(comment.id));
    try {
      await answer(api.DELETE('/api/v1/evaluations/{evaluationId}/comments/{commentId}', { params: { path } }));
      pinned.current.delete(comment.id);
      drafts.forget(commentKey(comment.id));
      show();
      toast({
        text: t('pins.removed'),
        action: { label: t('pins.undo'), run: () => void pin({ ...comment, text: feedback }) },
      });
    } catch (error) {
      toast({ text: told(error), tone: 'critical' });
    }
  };
  return {
    all,
    edit: {
      add: (about, place) => void pin({ id: crypto.randomUUID(), ...about, place, text: '', revision: 0 }),
      remove: (comment) => void remove(comment),
      drafts,
      newest,
      begun: () => setNewest(undefined),
    },
  };
}
