import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { clock } from '../ui/MediaPlayer.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { PinnedFile } from './pins/PinnedFile.tsx';
import type { Pins } from './pins/use-pins.ts';
import type { Evidence } from './types.ts';
import styles from './work.module.css';

/** What each kind of evidence is drawn as. */
export const evidenceIcons: Record<Evidence['kind'], IconName> = {
  text: 'document',
  link: 'link',
  image: 'image',
  document: 'document',
  audio: 'audio',
  video: 'video',
};

interface EvidenceItemProps {
  item: Evidence;
  pins?: Pins | undefined;
  /** The attempt before, in which it was not there yet. */
  newSince?: number | undefined;
  /** Whether the reader is who brought it. */
  isOwn?: boolean;
  /** For leads: removes it for everybody. */
  onRemove?: (() => void) | undefined;
}

/** One piece of evidence, looked at in the page where a browser can show it. */
export function EvidenceItem({ item, pins, newSince, isOwn = false, onRemove }: EvidenceItemProps) {
  const { t, i18n } = useTranslation('evaluation');
  if (item.withheld) return <WithheldItem withheld={item.withheld} />;
  return (
    <figure className={styles.item}>
      <figcaption className={styles.caption}>
        <Icon name={evidenceIcons[item.kind]} />
        <span className={styles.itemTitle}>{item.title}</span>
        {newSince && <StatusChip tone="info">{t('desk.newSince', { attempt: newSince })}</StatusChip>}
        {item.file && <span className={styles.facts}>{sizeInWords(item.file.size, i18n.language)}</span>}
        {item.durationSeconds !== null && <span className={styles.facts}>{clock(item.durationSeconds)}</span>}
      </figcaption>
      {item.description && <p className={styles.description}>{item.description}</p>}
      {item.showsStudents && !isOwn && <p className={styles.privacy}>{t('desk.showsStudents')}</p>}
      <Shown item={item} pins={pins} />
      {onRemove && (
        <p>
          <Button size="small" variant="quiet" icon="trash" onClick={onRemove}>
            {t('desk.removeItem')} <span className="visually-hidden">{item.title}</span>
          </Button>
        </p>
      )}
    </figure>
  );
}

/** In the place of an item that is not shown any more: never silently gone. */
function WithheldItem({ withheld: { why, since, note } }: { withheld: NonNullable<Evidence['withheld']> }) {
  const { t, i18n } = useTranslation('evaluation');
  return (
    <div className={styles.item}>
      <p className={styles.privacy}>
        {t(`desk.withheld.${why}`, { date: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(new Date(since)) })}
      </p>
      {note && <p className={styles.description}>{note}</p>}
    </div>
  );
}

function Shown({ item, pins }: Pick<EvidenceItemProps, 'item' | 'pins'>) {
  const { t, i18n } = useTranslation('evaluation');
  const { file, url, kind, page } = item;
  if (url)
    return (
      <>
        <p>
          <a href={url} target="_blank" rel="nofollow ugc noopener noreferrer">
            {url} <span className="visually-hidden">{t('desk.newTab')}</span>
            <Icon name="external" size={16} className={styles.out} />
          </a>
        </p>
        {page && page.title !== item.title && (
          <p className={styles.facts}>
            {t('desk.pageTitle', {
              title: page.title,
              date: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(new Date(page.lookedAt)),
            })}
          </p>
        )}
      </>
    );
  if (!file) return null;
  return (
    <PinnedFile
      evidenceId={item.id}
      kind={kind}
      title={item.title}
      pins={pins}
      file={{
        file,
        title: kind === 'video' || kind === 'audio' ? t(`desk.${kind}`, { title: item.title }) : item.title,
        description: item.description,
        labels: {
          open: t('desk.openFile', { name: file.name }),
          transcript: t('desk.transcript'),
          broken: t('desk.fileMissing'),
          converted: t('desk.converted'),
          asPdf: t('desk.asPdf'),
        },
      }}
    />
  );
}

const sizeInWords = (bytes: number, language: string) => {
  const [unit, divisor] =
    bytes >= 1e9 ? (['gigabyte', 1e9] as const) : bytes >= 1e6 ? (['megabyte', 1e6] as const) : (['kilobyte', 1e3] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: bytes / divisor < 10 ? 1 : 0 }).format(
    bytes / divisor,
  );
};
