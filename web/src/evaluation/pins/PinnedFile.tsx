import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileView, type FileViewProps } from '../../ui/FileView.tsx';
import { PinButton } from './PinButton.tsx';
import { PinList } from './PinList.tsx';
import { aboutItem, type Comment } from './pin.ts';
import styles from './pins.module.css';
import { RegionPicker } from './RegionPicker.tsx';
import { Regions } from './Regions.tsx';
import { otherPinsOn, type Pins, pinsOn } from './use-pins.ts';

interface PinnedFileProps {
  evidenceId: string;
  kind: string;
  title: string;
  file: FileViewProps;
  pins: Pins | undefined;
}

/** A file of evidence with the comments pinned to its moments or regions. */
export function PinnedFile({ evidenceId, kind, title, file, pins }: PinnedFileProps) {
  const { t } = useTranslation('evaluation');
  const root = useRef<HTMLDivElement>(null);
  const [isPicking, setPicking] = useState(false);
  const [shown, setShown] = useState<string>();
  const comments = pinsOn(pins, aboutItem(evidenceId));
  const others = otherPinsOn(pins, aboutItem(evidenceId));
  const listed = others.find((other) => other.comments.some(({ id }) => id === shown))?.comments ?? comments;
  const recording = () => root.current?.querySelector<HTMLMediaElement>('video, audio');
  const show = (comment: Comment) => {
    setShown(comment.id);
    const player = recording();
    if (comment.place.kind !== 'moment' || !player) return;
    player.pause();
    player.currentTime = comment.place.seconds;
  };
  const pinMoment = () => {
    const player = recording();
    if (!player) return;
    player.pause();
    pins?.edit?.add(aboutItem(evidenceId), { kind: 'moment', seconds: Math.round(player.currentTime * 10) / 10 });
  };
  const isRecording = kind === 'video' || kind === 'audio';
  let over: ReactNode;
  if (kind === 'image')
    over = isPicking ? (
      <RegionPicker
        onPick={(region) => {
          setPicking(false);
          pins?.edit?.add(aboutItem(evidenceId), region);
        }}
        onLeave={() => {
          setPicking(false);
          root.current?.querySelector<HTMLElement>('[data-pin]')?.focus();
        }}
      />
    ) : (
      // the frames of the list that one looks at: their numbers are the list's
      <Regions comments={listed} shown={shown} />
    );
  return (
    <div ref={root} className={styles.pinned} data-pins="">
      <FileView {...file} over={over} />
      {pins?.edit && (isRecording || kind === 'image') && (
        <PinButton onClick={() => (isRecording ? pinMoment() : setPicking(!isPicking))}>
          {t(isRecording ? 'pins.atMoment' : isPicking ? 'pins.leave' : 'pins.onRegion')}
        </PinButton>
      )}
      <PinList title={title} comments={comments} edit={pins?.edit} onShow={show} />
      {others.map(({ from, comments }) => (
        <PinList key={from} title={title} from={from} comments={comments} onShow={show} />
      ))}
    </div>
  );
}
