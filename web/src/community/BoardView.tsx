import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Link } from '../ui/Link.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip, type StatusTone } from '../ui/StatusChip.tsx';
import { Table } from '../ui/Table.tsx';
import styles from './community.module.css';
import { type Board, boardQuery } from './queries.ts';

type State = NonNullable<Board['lines'][number]['states']>[string];
const tones: Record<State, StatusTone> = { working: 'active', 'with-evaluators': 'info', earned: 'positive' };

/** The board: a line a member, a column a micro-credential, a word in each cell. */
export function BoardView({ groupId }: { groupId: string }) {
  const { t } = useTranslation('community');
  const board = useQuery(boardQuery(groupId));
  if (board.error && !board.data) return <ProblemCallout error={board.error} />;
  if (!board.data) return <Skeleton lines={5} />;
  const { microCredentials, lines } = board.data;
  if (!microCredentials.length)
    return (
      <EmptyState headingLevel={3} title={t('board.nothing')}>
        {t('board.nothingText')}
      </EmptyState>
    );
  const all = lines.flatMap(({ states }) => Object.values(states ?? {}));
  const count = (state: State) => all.filter((one) => one === state).length;
  return (
    <div className={styles.board}>
      <p className={styles.small}>
        {t('board.summary', { earned: count('earned'), waiting: count('with-evaluators'), working: count('working') })}
      </p>
      <Table
        caption={t('board.title')}
        hideCaption
        dense
        rows={lines}
        rowKey={({ personId }) => personId}
        columns={[
          {
            key: 'member',
            header: t('board.member'),
            cell: ({ name, states }) => (
              <>
                {name}
                {states === null && <span className={styles.private}>{t('board.private')}</span>}
              </>
            ),
          },
          ...microCredentials.map(({ id, title }) => ({
            key: id,
            header: title,
            cell: ({ states }: Board['lines'][number]) => {
              const state = states?.[id];
              if (state) return <StatusChip tone={tones[state]}>{t(`board.state.${state}`)}</StatusChip>;
              return <span className={styles.faint}>{states ? t('board.notBegun') : '–'}</span>;
            },
          })),
        ]}
      />
      <ul className={styles.links}>
        {microCredentials.map(({ id, slug, title }) => (
          <li key={id}>
            <Link href={`/micro-credentials/${slug}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
