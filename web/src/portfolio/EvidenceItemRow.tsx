import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { FileView, type ViewedFile } from '../ui/FileView.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { clock } from '../ui/MediaPlayer.tsx';
import { Tag } from '../ui/Tag.tsx';
import { day, fileSize } from './dates.ts';
import styles from './portfolio.module.css';
import type { Kind } from './queries.ts';

/** What is shown of an item, the earner's own or as evaluators get it. */
export interface ShownItem {
  id: string;
  kind: Kind;
  title: string;
  description: string;
  url: string | null;
  page: { title: string | null; lookedAt: string; trouble?: string | null } | null;
  file: (ViewedFile & { size: number }) | null;
  durationSeconds: number | null;
  showsStudents: boolean;
}

export interface EvidenceItemRowProps {
  item: ShownItem;
  /** Further facts, in the small print. */
  facts?: ReactNode;
  /** What can be done with it. */
  actions?: ReactNode;
  /** Something under it. */
  children?: ReactNode;
}

/** One item: its picture or icon, title as a way to look at it, kind, length and size. Recordings and pictures are shown in the page. */
export function EvidenceItemRow({ item, facts, actions, children }: EvidenceItemRowProps) {
  const { t } = useTranslation('portfolio');
  const [isOpen, setOpen] = useState(false);
  const href = item.file?.address ?? item.url;
  const isShownHere =
    item.file && (/^(image|video|audio|text)\//.test(item.file.mediaType) || item.file.mediaType === 'application/pdf' || item.file.pdf);
  const picture =
    item.file?.poster ?? (item.file && /^image\/(jpeg|png|gif|webp|avif)$/.test(item.file.mediaType) ? item.file.address : null);
  return (
    <div className={styles.item}>
      {picture ? (
        <img className={styles.thumb} src={picture} alt="" loading="lazy" decoding="async" />
      ) : (
        <Icon name={item.kind === 'text' ? 'document' : item.kind} className={styles.itemIcon} />
      )}
      <div className={styles.itemBody}>
        <p className={styles.itemTitle}>
          {isShownHere ? (
            <button type="button" className={styles.look} onClick={() => setOpen(true)}>
              {item.title}
            </button>
          ) : href ? (
            <Link href={href} target="_blank" rel="noopener noreferrer">
              {item.title}
            </Link>
          ) : (
            item.title
          )}
        </p>
        <p className={styles.small}>
          {t(`evidence.kindNames.${item.kind}`)}
          {item.durationSeconds !== null && ` · ${clock(item.durationSeconds)}`}
          {item.file && ` · ${fileSize(item.file.size)}`}
          {item.file?.captions?.length ? ` · ${t('evidence.captioned')}` : ''}
          {item.url && ` · ${new URL(item.url).hostname}`}
          {facts && <> · {facts}</>}
        </p>
        {item.description && <p className={styles.small}>{item.description}</p>}
        {item.page?.title && item.page.title !== item.title && (
          <p className={styles.small}>{t('evidence.pageTitle', { date: day(item.page.lookedAt), title: item.page.title })}</p>
        )}
        {item.showsStudents && (
          <p className={styles.small}>
            <Tag>{t('evidence.showsStudents')}</Tag>
          </p>
        )}
        {children}
      </div>
      {actions && <div className={styles.itemActions}>{actions}</div>}
      {isOpen && item.file && (
        <Dialog open onClose={() => setOpen(false)} title={item.title} closeLabel={t('close')}>
          <div className={styles.dialogForm}>
            <FileView
              file={item.file}
              title={item.title}
              description={item.description}
              labels={{
                open: t('evidence.openFile'),
                transcript: t('captions.transcript'),
                broken: t('evidence.notShown'),
                converted: t('evidence.converted'),
                asPdf: t('evidence.asPdf'),
              }}
            />
          </div>
        </Dialog>
      )}
    </div>
  );
}
