import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { SignedIn } from './session.ts';
import { type Theme, useTheme } from './theme.ts';

/** The person's own menu at the head's far end: account, colors, sign out. */
export function AccountMenu({ person }: { person: SignedIn['person'] }) {
  const { t } = useTranslation('frame');
  const [theme, setTheme] = useTheme();
  const choice = (id: Theme, label: string, icon: 'sun' | 'moon' | 'settings') => ({
    id: `theme-${id}`,
    label,
    icon: theme === id ? ('check' as const) : icon,
    ...(theme === id && { detail: t('account.chosen') }),
    run: () => setTheme(id),
  });
  async function signOut() {
    await answer(api.POST('/api/auth/sign-out'));
    window.location.assign('/'); // a load of its own: nothing of the person stays in memory
  }
  return (
    <Menu
      label={t('account.menu')}
      iconOnly
      before={<Avatar name={person.name} size="small" />}
      items={[
        { id: 'account', label: person.name, detail: t('account.settings'), icon: 'person', href: '/account' },
        choice('light', t('account.themeLight'), 'sun'),
        choice('dark', t('account.themeDark'), 'moon'),
        choice('system', t('account.themeSystem'), 'settings'),
        { id: 'sign-out', label: t('account.signOut'), icon: 'arrow-right', run: () => void signOut() },
      ]}
    />
  );
}
