import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoleName } from '../../identity/role-names.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusChip, type StatusTone } from '../../ui/StatusChip.tsx';
import { Table } from '../../ui/Table.tsx';
import styles from '../pay.module.css';
import { saidDate } from '../said-amount.ts';
import own from './rosters.module.css';
import { type Action, changesQuery, type Kind, type RosterChange, type RosterImportDetail } from './rosters-queries.ts';

const kinds: readonly Kind[] = ['organization', 'person', 'role'];
const actions: readonly Action[] = ['added', 'changed', 'left'];
const tones: Record<Action, StatusTone> = { added: 'positive', changed: 'active', left: 'caution' };

/** All that an import changes: how much of what, and each change field by field. */
export function Changes({ organizationId, one }: { organizationId: string; one: RosterImportDetail }) {
  const { t } = useTranslation('rosters');
  const [only, setOnly] = useState<{ kind: Kind; action: Action } | null>(null);
  const changes = useInfiniteQuery(changesQuery(organizationId, one.id, only));
  const rows = changes.data?.pages.flatMap(({ items }) => items) ?? [];
  const countOf = (kind: Kind, action: Action) => one.counts.find((each) => each.kind === kind && each.action === action)?.count ?? 0;
  if (one.counts.length === 0) return <p className={own.more}>{t('imports.nothing')}</p>;
  const caption = only
    ? t('imports.shown', { kind: t(`imports.kinds.${only.kind}`), action: t(`imports.actions.${only.action}`) })
    : t('imports.changes');
  return (
    <Section title={t('imports.changes')} lead={t('imports.changesLead')}>
      <div className={own.counts}>
        <Table
          caption={t('imports.changes')}
          hideCaption
          keepShape
          dense
          rows={kinds}
          rowKey={(kind) => kind}
          columns={[
            { key: 'kind', header: t('imports.kind'), cell: (kind) => t(`imports.kinds.${kind}`) },
            ...actions.map((action) => ({
              key: action,
              header: t(`imports.actions.${action}`),
              numeric: true,
              cell: (kind: Kind) => {
                const count = countOf(kind, action);
                const isOnly = only?.kind === kind && only.action === action;
                if (count === 0) return '0';
                return (
                  <button
                    type="button"
                    className={own.count}
                    aria-pressed={isOnly}
                    aria-label={t('imports.count', {
                      kind: t(`imports.kinds.${kind}`),
                      action: t(`imports.actions.${action}`),
                      count,
                    })}
                    onClick={() => setOnly(isOnly ? null : { kind, action })}
                  >
                    {count.toLocaleString('en-US')}
                  </button>
                );
              },
            })),
          ]}
        />
        {only && (
          <Button size="small" variant="quiet" icon="close" onClick={() => setOnly(null)}>
            {t('imports.all')}
          </Button>
        )}
      </div>
      <ProblemCallout error={changes.error} />
      <div aria-busy={changes.isFetching}>
        <Table
          caption={caption}
          hideCaption={!only}
          dense
          rows={rows}
          rowKey={({ position }) => String(position)}
          columns={[
            {
              key: 'who',
              header: t('imports.who'),
              cell: ({ title, at, kind }) => (
                <>
                  {title}
                  <br />
                  <span className={styles.small}>{at ? t('imports.at', { place: at }) : t(`imports.kinds.${kind}`)}</span>
                </>
              ),
            },
            {
              key: 'action',
              header: t('imports.state'),
              cell: ({ action }) => (
                <StatusChip tone={tones[action]} {...(action === 'left' && { icon: 'minus' as const })}>
                  {t(`imports.actions.${action}`)}
                </StatusChip>
              ),
            },
            {
              key: 'differs',
              header: t('imports.differs'),
              cell: (change) => (change.action === 'left' ? null : <Differences change={change} />),
            },
            {
              key: 'known',
              header: t('imports.known'),
              cell: (change) => (change.matchedBy || change.keeps.length ? <Matched change={change} /> : null),
            },
          ]}
        />
      </div>
      {changes.hasNextPage && (
        <Button busy={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
          {t('imports.more')}
        </Button>
      )}
    </Section>
  );
}

function Differences({ change: { kind, action, differences } }: { change: RosterChange }) {
  const { t } = useTranslation('rosters');
  const said = (field: string, value: string | null) => {
    if (value === null) return t('imports.empty');
    if (value === 'true' || value === 'false') return t(value === 'true' ? 'imports.yes' : 'imports.no');
    return field === 'beginsOn' || field === 'endsOn' ? saidDate(value) : value;
  };
  return (
    <ul className={own.differences}>
      {differences.map(({ field, from, to }) => (
        <li key={field}>
          <span className={styles.small}>
            {t(`imports.fields.${kind === 'organization' && field === 'identifier' ? 'number' : (field as 'name')}`)}
          </span>{' '}
          {action === 'added' ? said(field, to) : t('imports.to', { from: said(field, from), to: said(field, to) })}
        </li>
      ))}
    </ul>
  );
}

function Matched({ change: { matchedBy, account, keeps } }: { change: RosterChange }) {
  const { t } = useTranslation('rosters');
  const roleName = useRoleName();
  const lines = [
    matchedBy && t(`imports.matched.${matchedBy}`, { account }),
    keeps.length > 0 && t('imports.keeps', { roles: keeps.map((role) => roleName(role)).join(', ') }),
  ].filter(Boolean);
  return <span className={styles.small}>{lines.join('; ')}</span>;
}
