import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { fieldProblem } from '../shell/problem-of.ts';
import { sessionQuery } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import { Section } from '../ui/Section.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './identity.module.css';
import { accountQuery } from './queries.ts';

interface Address {
  addressId: string;
  email: string;
  isPrimary: boolean;
  isConfirmed: boolean;
}
type Deed = 'makePrimary' | 'sendAgain' | 'remove';
const said = { makePrimary: 'madePrimary', sendAgain: 'sentAgain', remove: 'removed' } as const;

/** Every address of the person: badges outlive a district's. */
export function AddressesSection({ addresses }: { addresses: readonly Address[] }) {
  const { t } = useTranslation('identity');
  const queries = useQueryClient();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    return queries.invalidateQueries({ queryKey: accountQuery.queryKey });
  };
  const change = useMutation({
    mutationFn: ({ deed, address: { addressId } }: { deed: Deed; address: Address }) => {
      const params = { path: { addressId } };
      if (deed === 'remove') return answer(api.DELETE('/api/v1/account/addresses/{addressId}', { params }));
      if (deed === 'sendAgain') return answer(api.POST('/api/v1/account/addresses/{addressId}/confirmation', { params }));
      return answer(api.POST('/api/v1/account/addresses/{addressId}/primary', { params }));
    },
    onSuccess: (_done, { deed, address }) => toast({ text: t(`account.${said[deed]}`, { email: address.email }) }),
    onSettled: refresh,
  });
  const add = useMutation({
    mutationFn: (email: string) => answer(api.POST('/api/v1/account/addresses', { body: { email } })),
    onSuccess: (_done, email) => {
      form.current?.reset();
      toast({ text: t('account.added', { email }) });
      return refresh();
    },
  });
  return (
    <Section look="margin" title={t('account.addresses')} lead={t('account.addressesLead')}>
      <ProblemCallout error={change.error} />
      <ul className={styles.list}>
        {addresses.map((address) => (
          <li key={address.addressId} className={styles.item}>
            <span className={styles.what}>
              <span className={styles.name}>
                {address.email} <State {...address} />
              </span>
            </span>
            {!address.isPrimary && (
              <Menu
                label={t('account.actionsFor', { name: address.email })}
                icon="more"
                iconOnly
                items={deedsFor(address).map(
                  (deed): MenuAction => ({
                    id: deed,
                    label: t(`account.${deed}`),
                    icon: deed === 'remove' ? 'trash' : 'mail',
                    danger: deed === 'remove',
                    run: () => change.mutate({ deed, address }),
                  }),
                )}
              />
            )}
          </li>
        ))}
      </ul>
      <form
        ref={form}
        className={`${styles.form} ${styles.after}`}
        onSubmit={(event) => {
          event.preventDefault();
          if (!add.isPending) add.mutate(String(new FormData(event.currentTarget).get('email')).trim());
        }}
      >
        <ProblemCallout error={add.error} />
        <TextField label={t('account.add')} type="email" name="email" autoComplete="off" error={fieldProblem(add.error, 'email')} />
        <div className={styles.row}>
          <Button type="submit" icon="mail" busy={add.isPending}>
            {t('account.addSubmit')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

const deedsFor = ({ isConfirmed }: Address): Deed[] => (isConfirmed ? ['makePrimary', 'remove'] : ['sendAgain', 'remove']);

function State({ isPrimary, isConfirmed }: Address) {
  const { t } = useTranslation('identity');
  if (isPrimary) return <StatusChip tone="positive">{t('account.primary')}</StatusChip>;
  if (isConfirmed) return <StatusChip icon="check">{t('account.confirmed')}</StatusChip>;
  return <StatusChip tone="info">{t('account.unconfirmed')}</StatusChip>;
}
