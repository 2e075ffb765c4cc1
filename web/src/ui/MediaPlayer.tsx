import { useEffect, useRef, useState } from 'react';
import { Disclosure } from './Disclosure.tsx';
import styles from './MediaPlayer.module.css';

export interface Captions {
  id: string;
  /** BCP 47. */
  language: string;
  address: string;
}

export type MediaPlayerProps = {
  kind: 'video' | 'audio';
  src: string;
  /** What it is, for screen readers. */
  label: string;
  poster?: string | null;
  /** In pixels: the room it will take stands before it is loaded. */
  width?: number | null;
  height?: number | null;
  captions?: readonly Captions[];
  /** Heads the text of the captions, in which one can go to a moment. */
  transcriptLabel: string;
  onError?: () => void;
};

/**
 * A recording in the browser's own player, whose keys, captions menu and picture in picture people know; under it what is said, as text
 * from which one gets to the moment.
 */
export function MediaPlayer({ kind, src, label, poster, width, height, captions = [], transcriptLabel, onError }: MediaPlayerProps) {
  const media = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const own = captions.find(({ language }) => language.split('-')[0] === document.documentElement.lang.split('-')[0]) ?? captions[0];
  const tracks = captions.map((caption) => (
    <track
      key={caption.id}
      kind="captions"
      src={caption.address}
      srcLang={caption.language}
      label={languageName(caption.language)}
      default={caption === own}
    />
  ));
  const common = { ref: media, controls: true, preload: 'metadata', src, 'aria-label': label, onError: (): void => onError?.() } as const;
  return (
    <div className={styles.player}>
      {kind === 'video' ? (
        <video {...common} className={styles.video} playsInline {...(poster && { poster })} {...(width && height && { width, height })}>
          {tracks}
        </video>
      ) : (
        <audio {...common} className={styles.audio}>
          {tracks}
        </audio>
      )}
      {own && (
        <Disclosure title={captions.length > 1 ? `${transcriptLabel}: ${languageName(own.language)}` : transcriptLabel}>
          <Transcript media={media} index={captions.indexOf(own)} />
        </Disclosure>
      )}
    </div>
  );
}

/** The captions as the browser read them; each leads to its moment. */
function Transcript({ media, index }: { media: React.RefObject<HTMLVideoElement | null>; index: number }) {
  const [cues, setCues] = useState<{ start: number; text: string }[]>([]);
  const [now, setNow] = useState(-1);
  useEffect(() => {
    const element = media.current;
    const track = element?.textTracks[index];
    const loaded = element?.querySelectorAll('track')[index];
    if (!element || !track || !loaded) return;
    const read = () =>
      setCues([...(track.cues ?? [])].map((cue) => ({ start: cue.startTime, text: (cue as VTTCue).getCueAsHTML().textContent ?? '' })));
    const follow = () => setNow([...(track.activeCues ?? [])][0]?.startTime ?? -1);
    // a track that is off is not read by the browser
    if (track.mode === 'disabled') track.mode = 'hidden';
    read();
    loaded.addEventListener('load', read);
    track.addEventListener('cuechange', follow);
    return () => {
      loaded.removeEventListener('load', read);
      track.removeEventListener('cuechange', follow);
    };
  }, [media, index]);
  return (
    <ol className={styles.cues}>
      {cues.map(({ start, text }) => (
        <li key={`${start} ${text}`}>
          <button
            type="button"
            className={styles.cue}
            {...(start === now && { 'aria-current': 'true' as const })}
            onClick={() => {
              if (media.current) media.current.currentTime = start;
            }}
          >
            <span className={styles.time}>{clock(start)}</span> {text}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** A language in the reader's own. */
export function languageName(language: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}

/** A moment or length of a recording: `1:05`, `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${hours ? `${hours}:${String(minutes).padStart(2, '0')}` : minutes}:${String(whole % 60).padStart(2, '0')}`;
}
