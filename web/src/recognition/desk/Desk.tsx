import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskKeys, useSingleKeys } from '../../evaluation/use-desk-keys.ts';
import { ErrorPage } from '../../shell/error-page.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { BackToList } from '../BackToList.tsx';
import styles from '../pay.module.css';
import { type ClaimState, type DeskClaim, deskQuery, totalsQuery } from '../pay-queries.ts';
import { saidAmount, saidDate } from '../said-amount.ts';
import { useInSight } from '../use-in-sight.ts';
import { OpenClaim } from './OpenClaim.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { type Move, useMoves } from './use-moves.ts';

const states = ['submitted', 'held', 'posted', 'declined', 'revoked', 'withdrawn'] as const satisfies readonly ClaimState[];
/** From which states a move can be made; as the server holds it. */
const allowed: Record<Move, readonly ClaimState[]> = {
  post: ['submitted', 'held'],
  hold: ['submitted', 'posted'],
  decline: ['submitted', 'held'],
};

/** The queue at the left, the claim beside it, a key for each decision. */
export function Desk({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('pay');
  const [state, setState] = useState<ClaimState>('submitted');
  const [words, setWords] = useState('');
  const [openId, setOpenId] = useState<string>();
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState<{ move: 'hold' | 'decline'; claimIds: string[] }>();
  const [helps, setHelps] = useState(false);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const queue = useInfiniteQuery({
    ...deskQuery(organizationId, state, useDeferredValue(words.trim())),
    placeholderData: (before) => before,
  });
  const { data: totals } = useQuery(totalsQuery(organizationId));
  const items = queue.data?.pages.flatMap((page) => page.items) ?? [];
  const place = items.findIndex(({ id }) => id === openId);
  const open = items[place];
  const { pane, list, back } = useInSight<HTMLElement>(openId);
  const selectable = state === 'submitted' || state === 'held';
  const moves = useMoves(organizationId, () => {
    setSelected([]);
    setAsking(undefined);
    setOpenId(items[place + 1]?.id ?? items[place - 1]?.id);
  });
  const go = (by: number) => setOpenId(items[Math.max(0, Math.min(items.length - 1, place + by))]?.id);
  const may = (move: Move) => open !== undefined && allowed[move].includes(open.state) && !moves.isPending;
  const post = () => open && may('post') && moves.mutate({ move: 'post', claimIds: [open.id], reason: null });
  const ask = (move: 'hold' | 'decline') => open && may(move) && setAsking({ move, claimIds: [open.id] });
  useDeskKeys(
    {
      j: () => go(1),
      k: () => go(-1),
      p: () => void post(),
      h: () => void ask('hold'),
      d: () => void ask('decline'),
      '?': () => setHelps(true),
    },
    {},
    singleKeys,
  );
  if (queue.error && !queue.data) return <ErrorPage error={queue.error} reset={() => void queue.refetch()} />;
  const toggle = (id: string) => setSelected(selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id]);
  return (
    <div className={styles.desk}>
      <section className={styles.pane} aria-label={t('desk.list')} aria-busy={queue.isFetching}>
        <div className={styles.fields}>
          <Select
            label={t('desk.state')}
            value={state}
            options={states.map((value) => ({ value, label: stateLabel(t, value, totals?.waiting) }))}
            onChange={(event) => {
              setState(event.target.value as ClaimState);
              setSelected([]);
              setOpenId(undefined);
            }}
          />
          <TextField label={t('desk.find')} type="search" optional=" " value={words} onChange={(event) => setWords(event.target.value)} />
        </div>
        <ProblemCallout error={moves.error} />
        {!queue.data && <Skeleton lines={6} />}
        {queue.data && items.length === 0 && (
          <EmptyState title={t(words ? 'desk.noneFound' : `desk.empty.${state}`)}>
            {t(state === 'submitted' && !words ? 'desk.emptyText' : 'desk.emptyOther')}
          </EmptyState>
        )}
        {selectable && items.length > 1 && (
          <Checkbox
            label={t('desk.all', { count: items.length })}
            checked={selected.length === items.length}
            onChange={() => setSelected(selected.length === items.length ? [] : items.map(({ id }) => id).slice(0, 200))}
          />
        )}
        <ul ref={list} className={styles.queue}>
          {items.map((claim) => (
            <QueueItem
              key={claim.id}
              claim={claim}
              open={claim.id === openId}
              onOpen={() => setOpenId(claim.id)}
              selected={selectable ? selected.includes(claim.id) : null}
              onSelect={() => toggle(claim.id)}
            />
          ))}
        </ul>
        {queue.hasNextPage && (
          <Button busy={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
            {t('desk.more')}
          </Button>
        )}
        {selected.length > 0 && (
          <div className={styles.bar}>
            <strong>{t('desk.selected', { count: selected.length })}</strong>
            <Button
              variant="primary"
              busy={moves.isPending}
              onClick={() => moves.mutate({ move: 'post', claimIds: [...selected], reason: null })}
            >
              {t('desk.postSelected')}
            </Button>
            <Button onClick={() => setAsking({ move: 'decline', claimIds: [...selected] })}>{t('desk.declineSelected')}</Button>
          </div>
        )}
        <p className={styles.row}>
          <Button variant="quiet" size="small" onClick={() => setHelps(true)}>
            {t('desk.keys')}
          </Button>
        </p>
      </section>
      <section ref={pane} className={cx(styles.pane, open && styles.opened)} aria-label={t('desk.open')} aria-live="polite">
        {open ? (
          <>
            <BackToList onBack={back}>{t('desk.back')}</BackToList>
            <OpenClaim
              claim={open}
              organizationId={organizationId}
              busy={moves.isPending}
              may={may}
              onPost={() => void post()}
              onAsk={(move) => void ask(move)}
            />
          </>
        ) : (
          items.length > 0 && (
            <div className={styles.beside}>
              <EmptyState title={t('desk.choose')}>{t('desk.chooseText')}</EmptyState>
            </div>
          )
        )}
      </section>
      {asking && (
        <ReasonDialog
          move={asking.move}
          takesBack={state === 'posted'}
          count={asking.claimIds.length}
          busy={moves.isPending}
          error={moves.error}
          onClose={() => setAsking(undefined)}
          onSend={(reason) => moves.mutate({ ...asking, reason })}
        />
      )}
      <Dialog open={helps} onClose={() => setHelps(false)} title={t('desk.keys')} closeLabel={t('close')}>
        <ul>
          {(['j', 'k', 'p', 'h', 'd', '?'] as const).map((key) => (
            <li key={key}>
              <kbd>{key}</kbd> {t(`desk.key.${key}`)}
            </li>
          ))}
        </ul>
        <Checkbox label={t('desk.singleKeys')} checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />
      </Dialog>
    </div>
  );
}

const stateLabel = (
  t: ReturnType<typeof useTranslation<'pay'>>['t'],
  state: ClaimState,
  waiting: { submitted: number; held: number } | undefined,
): string => (waiting && (state === 'submitted' || state === 'held') ? `${t(`state.${state}`)} (${waiting[state]})` : t(`state.${state}`));

interface QueueItemProps {
  claim: DeskClaim;
  open: boolean;
  onOpen: () => void;
  /** Null where nothing can be selected. */
  selected: boolean | null;
  onSelect: () => void;
}

function QueueItem({ claim, open, onOpen, selected, onSelect }: QueueItemProps) {
  const { t } = useTranslation('pay');
  const { educator, title, gives, gave, submittedOn } = claim;
  // what several awards gave together is told with the claim, where it can be said so
  const amounts = [...gives, ...gave.filter(({ withOthers }) => withOthers === 0)];
  return (
    <li className={styles.item} data-open={open}>
      {selected === null ? (
        <span />
      ) : (
        <Checkbox
          label={<span className="visually-hidden">{t('desk.select', { name: educator.name, title })}</span>}
          checked={selected}
          onChange={onSelect}
        />
      )}
      <button type="button" className={styles.opens} aria-current={open} onClick={onOpen}>
        <strong>{educator.name}</strong>
        <span className={styles.amount}>{amounts.map(saidAmount).join(', ')}</span>
        <span>{title}</span>
        <span className={styles.small}>{t('desk.since', { date: saidDate(submittedOn) })}</span>
      </button>
    </li>
  );
}
