import { useTranslation } from 'react-i18next';
import { useGo } from '../shell/app-link.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { useToast } from '../ui/Toast.tsx';
import { AwardMedallion } from './AwardMedallion.tsx';
import type { Award } from './answers.ts';
import { dayOf, exactly } from './day.ts';
import styles from './my-badges.module.css';
import { useShowing } from './use-showing.ts';

/** One badge of one's own: how it stands, and what one can do with it. */
export function MyBadge({ award }: { award: Award }) {
  const { t } = useTranslation('keeping');
  const { id, title, issuer, awardedAt, shown, revoked, suspended } = award;
  const fallen = revoked ?? suspended;
  const { show, isBusy } = useShowing(award);
  // strangers and the page itself see nothing of a hidden one, so nothing leads there
  const page = shown ? `/badges/${id}` : undefined;
  return (
    <Card
      title={title}
      headingLevel={2}
      {...(page && { href: page })}
      eyebrow={issuer.name}
      media={<AwardMedallion art={award.art} size={96} look={revoked || suspended || !shown ? 'outline' : 'color'} />}
      meta={
        <>
          {award.kind === 'stack' && <StatusChip tone="active">{t('mine.stack')}</StatusChip>}
          <time dateTime={awardedAt} title={exactly(awardedAt)}>
            {t('mine.awarded', { day: dayOf(awardedAt) })}
          </time>
          {!shown && (
            <StatusChip tone="neutral" icon="lock">
              {t('mine.hidden')}
            </StatusChip>
          )}
          {revoked && <StatusChip tone="critical">{t('mine.revoked', { day: dayOf(revoked.at) })}</StatusChip>}
          {suspended && <StatusChip tone="caution">{t('mine.suspended', { day: dayOf(suspended.at) })}</StatusChip>}
        </>
      }
      actions={
        <>
          {shown ? (
            <Button size="small" href={`/badges/${id}`}>
              {t('mine.page')}
            </Button>
          ) : (
            <Button size="small" icon="eye" busy={isBusy} onClick={() => show(true)}>
              {t('mine.show')}
            </Button>
          )}
          <BadgeMenu award={award} show={show} />
        </>
      }
    >
      {fallen ? (
        <p className={styles.note}>
          {fallen.reason && `${t('mine.reason', { reason: fallen.reason })} `}
          {t(revoked ? 'mine.revokedHint' : 'mine.suspendedHint', { issuer: issuer.name })}
        </p>
      ) : (
        !shown && <p className={styles.note}>{t('mine.hiddenHint')}</p>
      )}
    </Card>
  );
}

function BadgeMenu({ award, show }: { award: Award; show: (shown: boolean) => void }) {
  const { t } = useTranslation('keeping');
  const toast = useToast();
  const go = useGo();
  const { id, shown, links } = award;
  const stands = !award.revoked && !award.suspended;
  async function copy() {
    try {
      await navigator.clipboard.writeText(links.page);
      toast({ text: t('mine.copied') });
    } catch {
      toast({ tone: 'critical', text: t('mine.notCopied') });
    }
  }
  const sharing: MenuAction[] = [
    { id: 'linked-in', label: t('mine.linkedIn'), icon: 'share', run: () => window.open(links.linkedIn, '_blank', 'noopener') },
    { id: 'copy', label: t('mine.copy'), icon: 'copy', run: () => void copy() },
  ];
  const items: MenuAction[] = [
    ...(shown && stands ? sharing : []),
    ...(stands
      ? [{ id: 'wallet', label: t('mine.wallet'), icon: 'lock', run: () => go(`/awards/${id}/wallet`) } satisfies MenuAction]
      : []),
    { id: 'png', label: t('mine.png'), icon: 'download', run: () => download(`/badges/${id}/badge.png`) },
    { id: 'json', label: t('mine.json'), icon: 'download', run: () => download(`/badges/${id}/credential.json`) },
    shown
      ? { id: 'hide', label: t('mine.hide'), icon: 'lock', run: () => show(false) }
      : { id: 'show', label: t('mine.show'), icon: 'eye', run: () => show(true) },
  ];
  return <Menu variant="secondary" size="small" label={<MenuName title={award.title} />} items={items} />;
}

/** Short to see, whole to hear: there are many such buttons on the page. */
function MenuName({ title }: { title: string }) {
  const { t } = useTranslation('keeping');
  return (
    <>
      {t('mine.menu')}
      <span className="visually-hidden">: {title}</span>
    </>
  );
}

/** Saves a file of the badge; a hidden badge's files go to its earner alone. */
function download(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  link.click();
}
