import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { fieldProblem } from '../shell/problem-of.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import type { AdministeredOrganization } from './administered-organization.ts';
import styles from './identity.module.css';
import { invitationsQuery, type RoleName } from './queries.ts';
import { RoleChoice } from './RoleChoice.tsx';

/** Invite one person with the roles they shall have. */
export function InviteDialog({ organization, onClose }: { organization: AdministeredOrganization; onClose: () => void }) {
  const { t } = useTranslation('identity');
  const queries = useQueryClient();
  const toast = useToast();
  const [roles, setRoles] = useState<string[]>([]);
  const { organizationId } = organization;
  const invite = useMutation({
    mutationFn: (email: string) =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/invitations', {
          params: { path: { organizationId } },
          body: { email, roles: roles as RoleName[] },
        }),
      ),
    onSuccess: (_done, email) => {
      onClose();
      toast({ text: t('organization.invited', { email }) });
      return queries.invalidateQueries({ queryKey: invitationsQuery(organizationId).queryKey });
    },
  });
  return (
    <Dialog open onClose={onClose} title={t('organization.invite')} closeLabel={t('close')} holdOpen>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!invite.isPending) invite.mutate(String(new FormData(event.currentTarget).get('email')).trim());
        }}
      >
        <p className={styles.soft}>{t('organization.inviteLead')}</p>
        <ProblemCallout error={invite.error} />
        <TextField label={t('email')} type="email" name="email" autoComplete="off" error={fieldProblem(invite.error, 'email')} />
        <RoleChoice legend={t('organization.inviteRoles')} offered={organization.rolesToGive} chosen={roles} onChange={setRoles} />
        <div className={styles.row}>
          <Button type="submit" variant="primary" icon="mail" busy={invite.isPending} disabled={roles.length === 0}>
            {invite.isPending ? t('organization.inviteSending') : t('organization.inviteSubmit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
