import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import type { Evidence } from './types.ts';
import styles from './work.module.css';

const icons: Record<Evidence['kind'], IconName> = {
  text: 'document',
  link: 'link',
  image: 'image',
  document: 'document',
  audio: 'audio',
  video: 'video',
};

/** One piece of evidence, looked at in the page where a browser can show it. */
export function EvidenceItem({ item }: { item: Evidence }) {
  const { t, i18n } = useTranslation('evaluation');
  return (
    <figure className={styles.item}>
      <figcaption className={styles.caption}>
        <Icon name={icons[item.kind]} />
        <span className={styles.itemTitle}>{item.title}</span>
        {item.file && <span className={styles.facts}>{sizeInWords(item.file.size, i18n.language)}</span>}
        {item.durationSeconds !== null && <span className={styles.facts}>{clock(item.durationSeconds)}</span>}
      </figcaption>
      {item.description && <p className={styles.description}>{item.description}</p>}
      {item.showsStudents && <p className={styles.privacy}>{t('desk.showsStudents')}</p>}
      <Shown item={item} />
    </figure>
  );
}

function Shown({ item }: { item: Evidence }) {
  const { t } = useTranslation('evaluation');
  const [isBroken, setBroken] = useState(false);
  const { file, url } = item;
  if (url)
    return (
      <p>
        <a href={url} target="_blank" rel="nofollow ugc noopener noreferrer">
          {url} <span className="visually-hidden">{t('desk.newTab')}</span>
          <Icon name="external" size={16} className={styles.out} />
        </a>
      </p>
    );
  if (!file) return null;
  const open = (
    <Button size="small" href={file.address} target="_blank" rel="noopener" iconAfter="external">
      {t('desk.openFile', { name: file.name })}
    </Button>
  );
  const type = file.mediaType;
  if (isBroken)
    return (
      <p className={styles.broken}>
        {t('desk.fileMissing')} {open}
      </p>
    );
  if (type.startsWith('image/'))
    return (
      <>
        <a href={file.address} target="_blank" rel="noopener" className={styles.picture}>
          <img src={file.address} alt={item.description || item.title} loading="lazy" onError={() => setBroken(true)} />
        </a>
        {open}
      </>
    );
  if (type.startsWith('video/'))
    return (
      // biome-ignore lint/a11y/useMediaCaption: captions come with the evidence library; the earner's file has none of its own
      <video
        className={styles.video}
        controls
        preload="metadata"
        src={file.address}
        aria-label={t('desk.video', { title: item.title })}
        onError={() => setBroken(true)}
      />
    );
  if (type.startsWith('audio/'))
    return (
      // biome-ignore lint/a11y/useMediaCaption: the same
      <audio
        className={styles.audio}
        controls
        preload="metadata"
        src={file.address}
        aria-label={t('desk.audio', { title: item.title })}
        onError={() => setBroken(true)}
      />
    );
  if (type === 'application/pdf' || type === 'text/plain')
    return (
      <>
        <iframe className={styles.frame} src={file.address} title={item.title} loading="lazy" />
        {open}
      </>
    );
  return open;
}

const sizeInWords = (bytes: number, language: string) => {
  const [unit, divisor] =
    bytes >= 1e9 ? (['gigabyte', 1e9] as const) : bytes >= 1e6 ? (['megabyte', 1e6] as const) : (['kilobyte', 1e3] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: bytes / divisor < 10 ? 1 : 0 }).format(
    bytes / divisor,
  );
};

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
