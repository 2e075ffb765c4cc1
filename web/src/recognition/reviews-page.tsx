import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useDeskKeys, useSingleKeys } from '../evaluation/use-desk-keys.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { holdsRole, type SignedIn, useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Link } from '../ui/Link.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Select } from '../ui/Select.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import { BackToList } from './BackToList.tsx';
import { CaseReading } from './CaseReading.tsx';
import { Decide } from './Decide.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { RequestState } from './RequestState.tsx';
import styles from './taking-part.module.css';
import { type ListedPreApproval, requestQuery, useAct } from './taking-part-queries.ts';
import { useInSight } from './use-in-sight.ts';

const filters = ['mine', 'submitted', 'asked-back', 'approved', 'declined'] as const;
type Filter = (typeof filters)[number];
const approving = ['recognizer-admin', 'reviewer', 'hr', 'coach'];

/** The organizations in which somebody reviews. */
const desksOf = ({ memberships }: SignedIn) =>
  memberships
    .filter(({ roles }) => roles.some((role) => approving.includes(role)))
    .map(({ organizationId, name }) => ({ value: organizationId, label: name }));

/** The reviewers' desk: the queue at the left, the request beside it, a key for each decision. */
export function ReviewsPage() {
  const { t } = useTranslation('takingPart');
  usePageTitle(t('review.title'));
  const desks = desksOf(useSignedIn());
  const [organizationId, setOrganizationId] = useState(desks[0]?.value ?? '');
  if (!desks.length)
    return (
      <Page>
        <EmptyState headingLevel={1} title={t('review.noRole')}>
          {t('review.noRoleText')}
        </EmptyState>
      </Page>
    );
  return (
    <Page width="wide">
      <PageHeader look="work" title={t('review.title')} lead={t('review.lead')} />
      {desks.length > 1 && (
        <Select
          label={t('review.organization')}
          options={desks}
          value={organizationId}
          onChange={(event) => setOrganizationId(event.target.value)}
        />
      )}
      <Desk key={organizationId} organizationId={organizationId} />
    </Page>
  );
}

function Desk({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('takingPart');
  const [filter, setFilter] = useState<Filter>('mine');
  const [words, setWords] = useState('');
  const [openId, setOpenId] = useState<string | null>(null);
  const [selected, setSelected] = useState<string[]>([]);
  const [singleKeys] = useSingleKeys();
  const queue = useInfiniteQuery({
    queryKey: ['review-desk', organizationId, filter, words],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/pre-approvals', {
          params: {
            path: { organizationId },
            query: {
              state: filter === 'mine' ? 'submitted' : filter,
              mine: filter === 'mine' ? 'true' : 'false',
              ...(words.trim() && { q: words.trim() }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });
  const items = queue.data?.pages.flatMap((page) => page.items);
  const place = items?.findIndex(({ id }) => id === openId) ?? -1;
  const { pane, list, back } = useInSight<HTMLDivElement>(openId);
  const go = (by: number) => {
    const next = items?.[Math.max(0, Math.min(items.length - 1, place + by))];
    if (next) setOpenId(next.id);
  };
  useDeskKeys({ j: () => go(1), k: () => go(-1) }, {}, singleKeys);
  const toast = useToast();
  const [writing, setWriting] = useState<'ask-back' | 'decline' | null>(null);
  const decide = useAct(
    ({ act, reason }: { act: 'approve' | 'ask-back' | 'decline'; reason: string | null }) =>
      answer(api.POST('/api/v1/pre-approvals/decisions', { body: { preApprovalIds: selected, act, reason } })),
    ({ results }, { act }) => {
      const refused = results.filter(({ outcome }) => outcome === 'refused');
      const decided = results.length - refused.length;
      setWriting(null);
      setSelected([]);
      setOpenId(null);
      if (decided) toast({ text: t(`review.decidedSome.${act}`, { count: decided }), tone: 'positive' });
      if (refused.length) toast({ text: t('review.refusedSome', { count: refused.length, detail: refused[0]?.detail }), tone: 'critical' });
    },
  );
  if (queue.error && !queue.data) return <ErrorPage error={queue.error} reset={() => void queue.refetch()} />;
  const waits = filter === 'mine';
  return (
    <div className={styles.desk}>
      <section aria-label={t('review.list')} className={styles.reading}>
        <div className={styles.two}>
          <Select
            label={t('review.which')}
            value={filter}
            options={filters.map((value) => ({ value, label: t(`review.filter.${value}`) }))}
            onChange={(event) => {
              setFilter(event.target.value as Filter);
              setSelected([]);
            }}
          />
          <TextField
            label={t('review.find')}
            type="search"
            required={false}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
        {!items && <Skeleton lines={4} />}
        {items?.length === 0 && <EmptyState title={t('review.empty')}>{t('review.emptyText')}</EmptyState>}
        {waits && items && items.length > 1 && (
          <Checkbox
            label={t('review.all', { count: items.length })}
            checked={selected.length === items.length}
            onChange={() => setSelected(selected.length === items.length ? [] : items.map(({ id }) => id).slice(0, 100))}
          />
        )}
        <ul ref={list} className={styles.queue}>
          {items?.map((item) => (
            <QueueItem
              key={item.id}
              item={item}
              open={item.id === openId}
              onOpen={() => setOpenId(item.id)}
              selected={waits ? selected.includes(item.id) : null}
              onSelect={() => setSelected(selected.includes(item.id) ? selected.filter((id) => id !== item.id) : [...selected, item.id])}
            />
          ))}
        </ul>
        {queue.hasNextPage && (
          <Button busy={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
            {t('review.more')}
          </Button>
        )}
        {selected.length > 0 && (
          <div className={styles.bar}>
            <span className={styles.count}>{t('review.selected', { count: selected.length })}</span>
            <Button variant="primary" busy={decide.isPending} onClick={() => decide.mutate({ act: 'approve', reason: null })}>
              {t('review.approveSelected')}
            </Button>
            <Button onClick={() => setWriting('ask-back')}>{t('review.askBackSelected')}</Button>
            <Button variant="quiet" onClick={() => setWriting('decline')}>
              {t('review.declineSelected')}
            </Button>
          </div>
        )}
        {writing && (
          <ReasonDialog
            act={writing}
            count={selected.length}
            busy={decide.isPending}
            onSend={(reason) => decide.mutate({ act: writing, reason })}
            onClose={() => setWriting(null)}
          />
        )}
        {singleKeys && items && items.length > 0 && <p className={`${styles.small} ${styles.beside}`}>{t('review.keys')}</p>}
      </section>
      {openId ? (
        <div ref={pane} className={styles.opened}>
          <BackToList onBack={back}>{t('review.back')}</BackToList>
          <Open
            key={openId}
            preApprovalId={openId}
            onDecided={() => setOpenId(items?.[place + 1]?.id ?? items?.[place - 1]?.id ?? openId)}
          />
        </div>
      ) : (
        items &&
        items.length > 0 && (
          <div className={styles.beside}>
            <EmptyState title={t('review.choose')}>{t('review.chooseText')}</EmptyState>
          </div>
        )
      )}
    </div>
  );
}

interface QueueItemProps {
  item: ListedPreApproval;
  open: boolean;
  onOpen(): void;
  /** Null where nothing can be selected. */
  selected: boolean | null;
  onSelect(): void;
}

function QueueItem({ item, open, onOpen, selected, onSelect }: QueueItemProps) {
  const { t } = useTranslation('takingPart');
  const name = item.group?.name ?? item.educator.name;
  return (
    <li className={styles.item} data-open={open}>
      {selected === null ? (
        <span />
      ) : (
        <Checkbox label={<span className="visually-hidden">{t('review.select', { name })}</span>} checked={selected} onChange={onSelect} />
      )}
      <button type="button" className={styles.open} aria-current={open} onClick={onOpen}>
        <strong>{name}</strong>
        <span className={styles.small}>
          {item.program.name}
          {item.group && ` · ${t('review.members', { count: item.members })}`}
        </span>
        <span className={styles.small}>{item.titles.join(' · ')}</span>
        <RequestState state={item.state} />
      </button>
    </li>
  );
}

function Open({ preApprovalId, onDecided }: { preApprovalId: string; onDecided(): void }) {
  const { t } = useTranslation('takingPart');
  const signedIn = useSignedIn();
  const { data: request, error, refetch } = useQuery(requestQuery(preApprovalId));
  if (error && !request) return <ErrorPage error={error} reset={() => void refetch()} />;
  if (!request) return <Skeleton lines={6} />;
  const { group, educator, program, recognizer } = request;
  // a coach of a school decides, and does not run the program
  const mayLook = holdsRole(signedIn, ['recognizer-admin', 'reviewer', 'hr'], recognizer.id);
  return (
    <article className={styles.reading}>
      <header>
        <h2>{group?.name ?? educator.name}</h2>
        <p className={styles.small}>
          {group ? t('request.forGroup', { group: group.name, name: educator.name }) : t('request.by', { name: educator.name })} ·{' '}
          {mayLook ? <Link href={`/organizations/${recognizer.id}/programs/${program.id}`}>{program.name}</Link> : program.name}
        </p>
        <RequestState state={request.state} />
      </header>
      <CaseReading request={request} />
      <Decide request={request} onDecided={onDecided} />
    </article>
  );
}
