import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Link } from '../ui/Link.tsx';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import { day } from './dates.ts';
import { EvidenceItemRow } from './EvidenceItemRow.tsx';
import styles from './library.module.css';
import type { LibraryItem } from './queries.ts';

export interface LibraryRowProps {
  item: LibraryItem;
  onEdit: () => void;
  onCaptions: () => void;
  /** Covers parts of a picture. */
  onRedact: () => void;
  onViews: () => void;
  onRemove: () => void;
  /** Has a link looked at again. */
  onLook: () => Promise<void>;
}

/** An item of the library: what it is, where it is used, what can be done with it. */
export function LibraryRow({ item, onEdit, onCaptions, onRedact, onViews, onRemove, onLook }: LibraryRowProps) {
  const { t } = useTranslation('portfolio');
  const actions: MenuAction[] = [
    { id: 'edit', label: t('library.edit'), icon: 'edit', run: onEdit },
    ...(item.kind === 'video' || item.kind === 'audio'
      ? [{ id: 'captions', label: t('captions.action'), icon: 'message' as const, run: onCaptions }]
      : []),
    ...(item.kind === 'image' && item.file && !item.submitted
      ? [{ id: 'redact', label: t('redact.action'), icon: 'edit' as const, run: onRedact }]
      : []),
    ...(item.file
      ? [
          {
            id: 'download',
            label: t('library.download'),
            icon: 'download' as const,
            run: () => window.location.assign(`${item.file?.address}?download=true`),
          },
        ]
      : []),
    {
      id: 'remove',
      label: t('library.remove'),
      detail: t(item.submitted ? 'library.removeSubmitted' : item.usedIn ? 'library.removeUsed' : 'library.removeFree'),
      text: t('library.remove'),
      icon: 'trash',
      run: onRemove,
    },
  ];
  return (
    <EvidenceItemRow
      item={item}
      facts={t('library.added', { date: day(item.createdAt) })}
      actions={<Menu label={t('evidence.more', { title: item.title })} icon="more" iconOnly items={actions} />}
    >
      {item.madeWith && <p className={styles.small}>{t('library.madeWithGroup', { group: item.madeWith.name })}</p>}
      {item.file?.damage && <p className={styles.damaged}>{t(item.file.damage === 'infected' ? 'library.infected' : 'library.damaged')}</p>}
      {item.file?.hiddenDetails === 'removed' && <p className={styles.small}>{t('library.hiddenRemoved')}</p>}
      {item.file?.hiddenDetails === 'unreadable' && <p className={styles.damaged}>{t('library.hiddenUnreadable')}</p>}
      {item.page?.trouble && <LinkTrouble page={{ lookedAt: item.page.lookedAt, trouble: item.page.trouble }} onLook={onLook} />}
      {item.consentEnded && item.consent?.until && (
        <div className={styles.trouble}>
          <p>{t('library.consentEnded', { date: day(`${item.consent.until}T12:00`) })}</p>
          <Button size="small" icon="edit" onClick={onEdit}>
            {t('library.consentRenew')}
          </Button>
        </div>
      )}
      {!item.consentEnded && item.consent?.until && (
        <p className={styles.small}>{t('library.consentUntil', { date: day(`${item.consent.until}T12:00`) })}</p>
      )}
      {item.retention?.state === 'running' && (
        <p className={styles.small}>
          {t('library.keptUntil', { issuer: item.retention.issuer, date: day(`${item.retention.until}T12:00`) })}
        </p>
      )}
      {item.retention?.state === 'stopped' && <p className={styles.small}>{t('library.keptOpen', { issuer: item.retention.issuer })}</p>}
      {item.showsStudents && (
        <p className={styles.small}>
          <button type="button" className={styles.seen} onClick={onViews}>
            {t('views.action', { count: item.views })}
          </button>
        </p>
      )}
      {item.uses.length > 0 && (
        <ul className={styles.uses} aria-label={t('library.uses', { title: item.title })}>
          {item.uses.map(({ journeyId, title, state, submitted }) => (
            <li key={journeyId}>
              <Link href={`/journeys/${journeyId}`}>{title}</Link>{' '}
              <span className={styles.small}>{t(submitted ? `library.useSubmitted.${state}` : `states.${state}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </EvidenceItemRow>
  );
}

/** A link that could not be opened: evaluators will meet the same. */
function LinkTrouble({ page, onLook }: { page: { lookedAt: string; trouble: string }; onLook: () => Promise<void> }) {
  const { t } = useTranslation('portfolio');
  const [busy, setBusy] = useState(false);
  return (
    <div className={styles.trouble}>
      <p>{t('evidence.linkTrouble', { date: day(page.lookedAt), why: page.trouble })}</p>
      <Button
        size="small"
        icon="sync"
        busy={busy}
        onClick={() => {
          setBusy(true);
          void onLook().finally(() => setBusy(false));
        }}
      >
        {t(busy ? 'evidence.looking' : 'evidence.lookAgain')}
      </Button>
    </div>
  );
}
