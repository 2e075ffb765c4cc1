import { type ReactNode, useState } from 'react';
import { Button } from './Button.tsx';
import styles from './FileView.module.css';
import { type Captions, MediaPlayer } from './MediaPlayer.tsx';

export interface ViewedFile {
  address: string;
  name: string;
  mediaType: string;
  poster?: string | null;
  /** Of an office document: it as PDF. */
  pdf?: string | null;
  width?: number | null;
  height?: number | null;
  captions?: readonly Captions[];
}

export type FileViewProps = {
  file: ViewedFile;
  /** Names it for screen readers, and describes a picture where nothing better does. */
  title: string;
  description?: string;
  /** Lies over a picture, as large as it is shown. */
  over?: ReactNode;
  labels: { open: string; transcript: string; broken: string; converted: string; asPdf: string };
};

/** A file looked at in the page, as far as a browser shows it by itself; else a way to open it. */
export function FileView({ file, title, description, over, labels }: FileViewProps): ReactNode {
  const [isBroken, setBroken] = useState(false);
  const { address, mediaType, poster } = file;
  const [family] = mediaType.split('/');
  const size = file.width && file.height ? { width: file.width, height: file.height } : {};
  const open = (
    <Button size="small" href={address} target="_blank" rel="noopener" iconAfter="external">
      {labels.open}
    </Button>
  );
  if (isBroken)
    return (
      <p className={styles.broken}>
        {labels.broken} {open}
      </p>
    );
  if (family === 'image' && (poster || shownByBrowsers.test(mediaType)))
    return (
      <>
        <div className={styles.framed}>
          <a href={address} target="_blank" rel="noopener" className={styles.picture}>
            <img src={poster ?? address} alt={description || title} loading="lazy" {...size} onError={() => setBroken(true)} />
          </a>
          {over}
        </div>
        {open}
      </>
    );
  if (family === 'video' || family === 'audio')
    return (
      <MediaPlayer
        kind={family}
        src={address}
        label={title}
        poster={poster ?? null}
        {...size}
        captions={file.captions ?? []}
        transcriptLabel={labels.transcript}
        onError={() => setBroken(true)}
      />
    );
  const pdf = mediaType === 'application/pdf' ? address : file.pdf;
  // browsers of phones show no PDF inside a page
  if (pdf && navigator.pdfViewerEnabled)
    return (
      <>
        <iframe className={styles.frame} src={`${pdf}#navpanes=0`} title={title} loading="lazy" />
        {file.pdf && <p className={styles.note}>{labels.converted}</p>}
        {open}
      </>
    );
  if (pdf && file.pdf)
    return (
      <div className={styles.buttons}>
        <Button size="small" href={pdf} target="_blank" rel="noopener" iconAfter="external">
          {labels.asPdf}
        </Button>
        {open}
      </div>
    );
  if (family === 'text')
    return (
      <>
        <iframe className={styles.frame} src={address} title={title} loading="lazy" sandbox="" />
        {open}
      </>
    );
  return open;
}

const shownByBrowsers = /^image\/(jpeg|png|gif|webp|avif)$/;
