import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { Tag } from '../ui/Tag.tsx';
import { fileSize } from './dates.ts';
import styles from './portfolio.module.css';
import type { Kind } from './queries.ts';

/** What is shown of an item, the earner's own or as evaluators get it. */
export interface ShownItem {
  id: string;
  kind: Kind;
  title: string;
  description: string;
  url: string | null;
  file: { id: string; name: string; mediaType: string; size: number } | null;
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

/** One item: its picture or icon, title as a way to open it, kind and size. */
export function EvidenceItemRow({ item, facts, actions, children }: EvidenceItemRowProps) {
  const { t } = useTranslation('portfolio');
  const href = item.file ? `/api/v1/files/${item.file.id}` : item.url;
  const isPicture = item.file && /^image\/(jpeg|png|gif|webp|avif)$/.test(item.file.mediaType);
  return (
    <div className={styles.item}>
      {isPicture && item.file ? (
        <img className={styles.thumb} src={`/api/v1/files/${item.file.id}`} alt="" loading="lazy" decoding="async" />
      ) : (
        <Icon name={item.kind === 'text' ? 'document' : item.kind} className={styles.itemIcon} />
      )}
      <div className={styles.itemBody}>
        <p className={styles.itemTitle}>
          {href ? (
            <Link href={href} target="_blank" rel="noopener noreferrer">
              {item.title}
            </Link>
          ) : (
            item.title
          )}
        </p>
        <p className={styles.small}>
          {t(`evidence.kindNames.${item.kind}`)}
          {item.file && ` · ${fileSize(item.file.size)}`}
          {item.url && ` · ${new URL(item.url).hostname}`}
          {facts && <> · {facts}</>}
        </p>
        {item.description && <p className={styles.small}>{item.description}</p>}
        {item.showsStudents && (
          <p className={styles.small}>
            <Tag>{t('evidence.showsStudents')}</Tag>
          </p>
        )}
        {children}
      </div>
      {actions && <div className={styles.itemActions}>{actions}</div>}
    </div>
  );
}
