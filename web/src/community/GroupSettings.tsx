import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './community.module.css';
import { bodyOf, GroupFields, type GroupForm } from './GroupFields.tsx';
import type { Group } from './queries.ts';

/** Changes what the group is, or closes it. */
export function GroupSettings({ group }: { group: Group }) {
  const { t } = useTranslation('community');
  const queries = useQueryClient();
  const params = { path: { groupId: group.id } };
  const [form, setForm] = useState<GroupForm>({
    name: group.name,
    purpose: group.purpose,
    kind: group.kind,
    startsOn: group.startsOn ?? '',
    endsOn: group.endsOn ?? '',
    microCredentials: group.microCredentials,
  });
  const [closing, setClosing] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ['groups'] });
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/v1/groups/{groupId}', { params, body: bodyOf(form) })),
    onSuccess: again,
  });
  const close = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/groups/{groupId}/closing', { params })),
    onSuccess: again,
  });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <GroupFields form={form} error={save.error} onChange={setForm} />
      <ProblemCallout error={save.error} />
      <div className={styles.buttons}>
        <Button type="submit" busy={save.isPending}>
          {t('fields.save')}
        </Button>
        <Button variant="quiet" onClick={() => setClosing(true)}>
          {t('settings.close')}
        </Button>
      </div>
      {closing && (
        <Dialog
          open
          onClose={() => setClosing(false)}
          closeLabel={t('close')}
          title={t('settings.closeTitle', { name: group.name })}
          actions={
            <>
              <Button variant="danger" busy={close.isPending} onClick={() => close.mutate()}>
                {t('settings.closeSubmit')}
              </Button>
              <Button onClick={() => setClosing(false)}>{t('cancel')}</Button>
            </>
          }
        >
          <p>{t('settings.closeText')}</p>
          <ProblemCallout error={close.error} />
        </Dialog>
      )}
    </form>
  );
}
