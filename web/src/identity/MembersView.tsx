import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Select } from '../ui/Select.tsx';
import { Table } from '../ui/Table.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { AdministeredOrganization } from './administered-organization.ts';
import styles from './identity.module.css';
import { type Member, MemberDialog } from './MemberDialog.tsx';
import { membersQuery, type RoleName } from './queries.ts';
import { useRoleName } from './role-names.ts';
import { rolesOfKind } from './roles-of-kind.ts';

/** The members of an organization: find one, change roles. */
export function MembersView({ organization }: { organization: AdministeredOrganization }) {
  const { t } = useTranslation('identity');
  const roleName = useRoleName();
  const [words, setWords] = useState('');
  const [role, setRole] = useState<RoleName | ''>('');
  const q = useDeferredValue(words.trim());
  const members = useInfiniteQuery(membersQuery(organization.organizationId, { q, role }));
  const [changing, setChanging] = useState<Member>();
  const rows = members.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={styles.find}>
        <TextField
          label={t('organization.search')}
          type="search"
          optional=" "
          value={words}
          maxLength={200}
          onChange={(event) => setWords(event.target.value)}
        />
        <Select
          label={t('organization.role')}
          optional=" "
          value={role}
          onChange={(event) => setRole(event.target.value as RoleName | '')}
          options={[
            { value: '', label: t('organization.everyRole') },
            ...rolesOfKind(organization).map((name) => ({ value: name, label: roleName(name) })),
          ]}
        />
      </div>
      <ProblemCallout error={members.error} />
      <div aria-busy={members.isFetching}>
        <Table
          caption={t('organization.members')}
          hideCaption
          rows={rows}
          rowKey={({ personId }) => personId}
          columns={[
            {
              key: 'name',
              header: t('organization.name'),
              cell: ({ name, email, headline }) => (
                <span className={styles.what}>
                  <span className={styles.name}>{name}</span>
                  <span className={styles.small}>{[email, headline].filter(Boolean).join(' · ')}</span>
                </span>
              ),
            },
            {
              key: 'roles',
              header: t('organization.roles'),
              cell: ({ roles }) => (
                <span className={styles.cells}>
                  {roles.map((held) => (
                    <Tag key={held}>{roleName(held)}</Tag>
                  ))}
                </span>
              ),
            },
            {
              key: 'change',
              header: t('organization.actions'),
              cell: (member) => (
                <Button
                  variant="quiet"
                  size="small"
                  aria-label={t('organization.changeFor', { name: member.name })}
                  onClick={() => setChanging(member)}
                >
                  {t('organization.change')}
                </Button>
              ),
            },
          ]}
          {...(members.isSuccess && {
            empty: (
              <EmptyState headingLevel={3} title={t('organization.noMembers')}>
                {t('organization.noMembersText')}
              </EmptyState>
            ),
          })}
        />
      </div>
      {members.hasNextPage && (
        <div className={styles.after}>
          <Button busy={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {changing && <MemberDialog organization={organization} member={changing} onClose={() => setChanging(undefined)} />}
    </>
  );
}
