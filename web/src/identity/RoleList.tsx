import styles from './identity.module.css';
import { useRoleName, useRoleText } from './role-names.ts';

/** Roles with what each is for. */
export function RoleList({ roles }: { roles: readonly string[] }) {
  const name = useRoleName();
  const text = useRoleText();
  return (
    <ul className={styles.roles}>
      {roles.map((role) => (
        <li key={role} className={styles.role}>
          <span className={styles.roleName}>{name(role)}</span>
          <br />
          <span className={styles.soft}>{text(role)}</span>
        </li>
      ))}
    </ul>
  );
}
