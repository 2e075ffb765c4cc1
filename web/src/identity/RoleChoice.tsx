import { useTranslation } from 'react-i18next';
import { Checkbox } from '../ui/Checkbox.tsx';
import { CheckboxGroup } from '../ui/CheckboxGroup.tsx';
import { useRoleName, useRoleText } from './role-names.ts';

export interface RoleChoiceProps {
  legend: string;
  /** What the administrator may give and take. */
  offered: readonly string[];
  chosen: readonly string[];
  onChange: (roles: string[]) => void;
  error?: string | undefined;
}

/** Several roles at once; those held that are not this administrator's to take are shown and stay. */
export function RoleChoice({ legend, offered, chosen, onChange, error }: RoleChoiceProps) {
  const { t } = useTranslation('identity');
  const name = useRoleName();
  const text = useRoleText();
  const foreign = chosen.filter((role) => !offered.includes(role));
  return (
    <CheckboxGroup legend={legend} error={error}>
      {[...offered, ...foreign].map((role) => (
        <Checkbox
          key={role}
          label={name(role)}
          hint={foreign.includes(role) ? t('organization.notYours') : text(role)}
          checked={chosen.includes(role)}
          disabled={foreign.includes(role)}
          onChange={(event) => onChange(event.target.checked ? [...chosen, role] : chosen.filter((held) => held !== role))}
        />
      ))}
    </CheckboxGroup>
  );
}
