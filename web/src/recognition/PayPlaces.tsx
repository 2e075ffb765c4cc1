import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../shell/session.ts';
import { Link } from '../ui/Link.tsx';
import styles from './pay.module.css';
import { payDesks } from './pay-navigation.ts';

const places = ['claims', 'incentives', 'payroll', 'employment', 'rosters', 'insight', 'talent'] as const;

/** The way between the places where one organization's awards are paid. */
export function PayPlaces({ organizationId, here }: { organizationId: string; here: (typeof places)[number] }) {
  const { t } = useTranslation('pay');
  if (!payDesks(useSignedIn()).some((desk) => desk.organizationId === organizationId)) return null;
  return (
    <nav aria-label={t('places.label')} className={styles.places}>
      {places.map((place) => (
        <Link key={place} href={`/organizations/${organizationId}/${place}`} {...(place === here && { 'aria-current': 'page' as const })}>
          {t(`places.${place}`)}
        </Link>
      ))}
    </nav>
  );
}
