import { useTranslation } from 'react-i18next';
import { Avatar } from '../ui/Avatar.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Heading } from '../ui/Heading.tsx';
import { Link } from '../ui/Link.tsx';
import type { DemoAccounts } from './demo-accounts.ts';
import styles from './identity.module.css';
import { useRoleName } from './role-names.ts';

export interface DemoSignInsProps {
  demo: DemoAccounts;
  signIn: (email: string) => void;
}

type Account = DemoAccounts['accounts'][number];
/** One of each of these is enough to begin with. */
const shownFirst = ['educator', 'evaluator', 'evaluation-lead', 'author', 'issuer-admin', 'recognizer-admin'];

/** Whom one may be in the demo: first one of each role, then everybody. */
export function DemoSignIns({ demo, signIn }: DemoSignInsProps) {
  const { t } = useTranslation('identity');
  const first = oneOfEach(demo.accounts);
  const others = demo.accounts.filter((account) => !first.includes(account));
  return (
    <aside className={styles.demo}>
      <Heading level={2}>{t('demo.title')}</Heading>
      <p className={styles.soft}>{t('demo.text', { password: demo.password })}</p>
      <People accounts={first} signIn={signIn} />
      {others.length > 0 && (
        <Disclosure title={t('demo.more')}>
          <People accounts={others} signIn={signIn} />
        </Disclosure>
      )}
      <p>
        <Link href="/demo/mail">{t('demo.mail')}</Link>
      </p>
    </aside>
  );
}

function People({ accounts, signIn }: { accounts: readonly Account[]; signIn: (email: string) => void }) {
  const { t } = useTranslation('identity');
  const roleName = useRoleName();
  return (
    <div className={styles.people}>
      {accounts.map(({ name, email, headline, roles }) => (
        <button key={email} type="button" className={styles.person} data-email={email} onClick={() => signIn(email)}>
          <Avatar name={name} />
          <span className={styles.what}>
            <span className={styles.name}>
              <span>
                <span className="visually-hidden">{t('demo.as')} </span>
                {name}
              </span>
            </span>
            <span className={styles.small}>
              {roles.map((held) => `${held.roles.map(roleName).join(', ')} · ${held.organization}`).join('; ') || headline}
            </span>
          </span>
        </button>
      ))}
    </div>
  );
}

/** The first account of each role, an earner before all. */
function oneOfEach(accounts: readonly Account[]): readonly Account[] {
  const chosen = new Set<Account>();
  for (const role of shownFirst) {
    const account = accounts.find((candidate) => !chosen.has(candidate) && candidate.roles.some(({ roles }) => roles.includes(role)));
    if (account) chosen.add(account);
  }
  return [...chosen];
}
