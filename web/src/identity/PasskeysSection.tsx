import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client.ts';
import { askToSignInAgain } from '../shell/sign-in-again.ts';
import { Button } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Section } from '../ui/Section.tsx';
import { useToast } from '../ui/Toast.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { deviceOf } from './device-of.ts';
import styles from './identity.module.css';
import { PasskeyCallout } from './PasskeyCallout.tsx';
import { addPasskey } from './passkey.ts';
import { passkeysQuery } from './queries.ts';
import { RenameDialog } from './RenameDialog.tsx';
import { useDay } from './use-day.ts';

interface Passkey {
  passkeyId: string;
  name: string | null;
  keptBy: string | null;
  isSynced: boolean;
  addedAt: string;
}

/** The passkeys of the person: add, rename, remove. */
export function PasskeysSection() {
  const { t } = useTranslation('identity');
  const day = useDay();
  const queries = useQueryClient();
  const toast = useToast();
  const { data } = useQuery(passkeysQuery);
  const [renaming, setRenaming] = useState<Passkey>();
  const [removing, setRemoving] = useState<Passkey>();
  const refresh = () => queries.invalidateQueries({ queryKey: passkeysQuery.queryKey });

  const add = useMutation({
    mutationFn: async () => {
      const { browser, system } = deviceOf(navigator.userAgent);
      const name = browser && system ? t('account.on', { browser, system }) : t('account.passkeyDefault');
      try {
        await addPasskey(name);
      } catch (error) {
        // signed in too long ago to be sure who sits there: ask, then go on
        const isStale = error instanceof ApiProblem && error.problem.code === 'session-not-fresh';
        if (!isStale || !(await askToSignInAgain())) throw error;
        await addPasskey(name);
      }
    },
    onSuccess: () => {
      toast({ text: t('account.passkeyAdded') });
      return refresh();
    },
  });
  const rename = useMutation({
    mutationFn: ({ passkeyId, name }: { passkeyId: string; name: string }) =>
      answer(api.PATCH('/api/v1/account/passkeys/{passkeyId}', { params: { path: { passkeyId } }, body: { name } })),
    onSuccess: () => {
      setRenaming(undefined);
      toast({ text: t('account.renamed') });
      return refresh();
    },
  });
  const remove = useMutation({
    mutationFn: ({ passkeyId }: Passkey) => answer(api.DELETE('/api/v1/account/passkeys/{passkeyId}', { params: { path: { passkeyId } } })),
    onSuccess: () => {
      setRemoving(undefined);
      toast({ text: t('account.passkeyRemoved') });
      return refresh();
    },
  });
  const nameOf = (passkey: Passkey) => passkey.name ?? passkey.keptBy ?? t('account.passkeyDefault');
  return (
    <Section look="margin" title={t('account.passkeys')} lead={t('account.passkeysLead')}>
      {data?.items.length === 0 && <p className={styles.soft}>{t('account.noPasskeys')}</p>}
      {data && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((passkey) => (
            <li key={passkey.passkeyId} className={styles.item}>
              <span className={styles.what}>
                <span className={styles.name}>{nameOf(passkey)}</span>
                <span className={styles.small}>
                  {passkey.keptBy
                    ? t('account.passkeyKept', { keeper: passkey.keptBy, date: day(passkey.addedAt) })
                    : t('account.passkeyFacts', { date: day(passkey.addedAt) })}
                  {passkey.isSynced && ` · ${t('account.synced')}`}
                </span>
              </span>
              <Menu
                label={t('account.actionsFor', { name: nameOf(passkey) })}
                icon="more"
                iconOnly
                items={[
                  { id: 'rename', label: t('account.rename'), icon: 'edit', run: () => setRenaming(passkey) },
                  { id: 'remove', label: t('account.remove'), icon: 'trash', danger: true, run: () => setRemoving(passkey) },
                ]}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.after}>
        <PasskeyCallout error={add.error} />
        <Button icon="add" busy={add.isPending} onClick={() => add.mutate()}>
          {add.isPending ? t('account.addingPasskey') : t('account.addPasskey')}
        </Button>
      </div>
      {renaming && (
        <RenameDialog
          title={t('account.rename')}
          label={t('account.passkeyName')}
          name={nameOf(renaming)}
          error={rename.error}
          busy={rename.isPending}
          onSave={(name) => rename.mutate({ passkeyId: renaming.passkeyId, name })}
          onClose={() => setRenaming(undefined)}
        />
      )}
      {removing && (
        <ConfirmDialog
          title={t('account.removePasskey')}
          text={t('account.removePasskeyText', { name: nameOf(removing) })}
          submit={t('account.remove')}
          error={remove.error}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Section>
  );
}
