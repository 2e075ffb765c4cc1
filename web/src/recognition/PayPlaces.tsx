import { useTranslation } from 'react-i18next';
import { holdsRole, useSignedIn } from '../shell/session.ts';
import { Link } from '../ui/Link.tsx';
import styles from './pay.module.css';
import { payDesks } from './pay-navigation.ts';

const places = ['claims', 'programs', 'incentives', 'terms', 'payroll', 'employment', 'rosters', 'insight', 'simulator', 'talent'] as const;
/** Those that only administrators see. */
const written: readonly string[] = ['programs'];

/** The way between the places where one organization says what awards are worth, and pays them. */
export function PayPlaces({ organizationId, here }: { organizationId: string; here: (typeof places)[number] }) {
  const { t } = useTranslation('pay');
  const signedIn = useSignedIn();
  if (!payDesks(signedIn).some((desk) => desk.organizationId === organizationId)) return null;
  const writes = holdsRole(signedIn, ['recognizer-admin'], organizationId);
  return (
    <nav aria-label={t('places.label')} className={styles.places}>
      {places
        .filter((place) => writes || !written.includes(place))
        .map((place) => (
          <Link key={place} href={`/organizations/${organizationId}/${place}`} {...(place === here && { 'aria-current': 'page' as const })}>
            {t(`places.${place}`)}
          </Link>
        ))}
    </nav>
  );
}
