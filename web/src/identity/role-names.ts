import { useTranslation } from 'react-i18next';
import { identity } from './messages.ts';

type RoleKey = keyof typeof identity.roles;

/** A role in words. */
export function useRoleName(): (role: string) => string {
  const { t } = useTranslation('identity');
  return (role) => (role in identity.roles ? t(`roles.${role as RoleKey}.name`) : role);
}

/** What a role is for, in a sentence. */
export function useRoleText(): (role: string) => string {
  const { t } = useTranslation('identity');
  return (role) => (role in identity.roles ? t(`roles.${role as RoleKey}.text`) : '');
}
