import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { sessionQuery, useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useToast } from '../ui/Toast.tsx';
import type { AdministeredOrganization } from './administered-organization.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import styles from './identity.module.css';
import { organizationQuery, type RoleName } from './queries.ts';
import { RoleChoice } from './RoleChoice.tsx';

/** A member as an administrator sees them. */
export interface Member {
  personId: string;
  name: string;
  roles: string[];
}

export interface MemberDialogProps {
  organization: AdministeredOrganization;
  member: Member;
  onClose: () => void;
}

/** Change a member's roles, or end the membership. */
export function MemberDialog({ organization, member, onClose }: MemberDialogProps) {
  const { t } = useTranslation('identity');
  const { person } = useSignedIn();
  const queries = useQueryClient();
  const toast = useToast();
  const [roles, setRoles] = useState<string[]>(member.roles);
  const [removing, setRemoving] = useState(false);
  const path = { organizationId: organization.organizationId, personId: member.personId };
  const done = (text: string) => {
    onClose();
    toast({ text });
    if (member.personId === person.id) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    return queries.invalidateQueries({ queryKey: organizationQuery(organization.organizationId).queryKey });
  };
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/organizations/{organizationId}/members/{personId}/roles', {
          params: { path },
          body: { from: member.roles as RoleName[], to: roles as RoleName[] },
        }),
      ),
    onSuccess: () => done(t('organization.changed', { name: member.name })),
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/organizations/{organizationId}/members/{personId}', { params: { path } })),
    onSuccess: () => done(t('organization.removed', { name: member.name })),
  });
  if (removing)
    return (
      <ConfirmDialog
        title={t('organization.removeTitle', { name: member.name })}
        text={t('organization.removeText')}
        submit={t('organization.remove')}
        error={remove.error}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={onClose}
      />
    );
  return (
    <Dialog open onClose={onClose} title={t('organization.changeTitle', { name: member.name })} closeLabel={t('close')} holdOpen>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate();
        }}
      >
        <ProblemCallout error={save.error} />
        <RoleChoice legend={t('organization.roles')} offered={organization.rolesToGive} chosen={roles} onChange={setRoles} />
        <div className={styles.row}>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={roles.length === 0}>
            {t('organization.changeSubmit')}
          </Button>
          <Button variant="quiet" icon="trash" onClick={() => setRemoving(true)}>
            {t('organization.remove')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
