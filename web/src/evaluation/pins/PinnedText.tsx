import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scrollInPane } from '../scroll-in-pane.ts';
import { Written } from '../Written.tsx';
import { PassageDialog } from './PassageDialog.tsx';
import { PinButton } from './PinButton.tsx';
import { PinList } from './PinList.tsx';
import { aboutAnswer, type Comment, type Passage, passageOf } from './pin.ts';
import styles from './pins.module.css';
import { rangeOf, usePassages } from './use-passages.ts';
import { otherPinsOn, type Pins, pinsOn } from './use-pins.ts';

interface PinnedTextProps {
  /** `part/requirement`. */
  answer: string;
  title: string;
  text: string;
  pins: Pins | undefined;
}

/** A written answer with the comments pinned to its passages. A selection is commented on at once; without one a dialog offers the text. */
export function PinnedText({ answer, title, text, pins }: PinnedTextProps) {
  const { t } = useTranslation('evaluation');
  const words = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<string>();
  const [offered, setOffered] = useState<string | null>(null);
  const [isSelected, setSelected] = useState(false);
  const comments = useMemo(() => pinsOn(pins, aboutAnswer(answer)), [pins, answer]);
  const others = otherPinsOn(pins, aboutAnswer(answer));
  const shownOther = others.flatMap((other) => other.comments).find(({ id }) => id === shown);
  usePassages(words, shownOther ? [...comments, shownOther] : comments, shown);
  const canEdit = pins?.edit !== undefined;
  useEffect(() => {
    if (!canEdit) return;
    const look = () => setSelected(selectedIn(words.current) !== null);
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [canEdit]);
  const add = (passage: Passage) => pins?.edit?.add(aboutAnswer(answer), passage);
  const begin = () => {
    const passage = selectedIn(words.current);
    if (!passage) return setOffered(words.current?.textContent ?? '');
    document.getSelection()?.removeAllRanges();
    add(passage);
  };
  const show = (comment: Comment) => {
    setShown(comment.id);
    const range = words.current && rangeOf(words.current, comment);
    const at = range?.startContainer.parentElement;
    if (at) scrollInPane(at, 'smooth');
  };
  return (
    <div className={styles.pinned} data-pins="">
      <div ref={words}>
        <Written>{text}</Written>
      </div>
      {canEdit && <PinButton onClick={begin}>{t(isSelected ? 'pins.onSelection' : 'pins.onPassage')}</PinButton>}
      <PinList title={title} comments={comments} edit={pins?.edit} onShow={show} />
      {others.map(({ from, comments }) => (
        <PinList key={from} title={title} from={from} comments={comments} onShow={show} />
      ))}
      {offered !== null && (
        <PassageDialog
          text={offered}
          onClose={() => setOffered(null)}
          onPick={(passage) => {
            setOffered(null);
            add(passage);
          }}
        />
      )}
    </div>
  );
}

/** What is selected within an element, as a passage of its text; null when nothing is, or more than it holds. */
function selectedIn(element: HTMLElement | null): Passage | null {
  const selection = document.getSelection();
  if (!element || !selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return passageOf(element.textContent, before.toString().length, before.toString().length + range.toString().length);
}
