import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import { EndorsementsView } from './EndorsementsView.tsx';
import { GapsView } from './GapsView.tsx';
import { MapView } from './MapView.tsx';
import { talentDesks } from './navigation.ts';
import { PeopleView } from './PeopleView.tsx';
import styles from './talent.module.css';
import { choicesQuery, type TalentSearch } from './talent-queries.ts';
import type { TalentView } from './talent-view.ts';

const views = ['map', 'people', 'gaps', 'endorsements'] as const;

/** The talent map of a recognizing entity: numbers, people, priorities, endorsements. */
export function TalentPage() {
  const { t } = useTranslation('talent');
  usePageTitle(t('title'));
  const navigate = useNavigate();
  const desks = talentDesks(useSignedIn());
  const { organizationId } = useParams({ strict: false }) as { organizationId?: string };
  const search = useSearch({ strict: false }) as TalentSearch;
  const chosen = desks.find((desk) => desk.organizationId === organizationId) ?? desks[0];
  const choices = useQuery({ ...choicesQuery(chosen?.organizationId ?? ''), enabled: Boolean(chosen) });
  if (!chosen)
    return (
      <Page>
        <EmptyState headingLevel={1} title={t('noRole')}>
          {t('noRoleText')}
        </EmptyState>
      </Page>
    );
  const id = chosen.organizationId;
  const go = (to: string, next: TalentSearch) =>
    void navigate({ to: '/organizations/$organizationId/talent', params: { organizationId: to }, search: next, replace: true });
  const view: TalentView = {
    organizationId: id,
    search,
    set: (part) => go(id, Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value)) as TalentSearch),
    choices: choices.data ?? { programs: [], stacks: [], topics: [], schools: [] },
  };
  const open = search.view ?? 'map';
  // endorsement lists name people by their claims, which only these see
  const paid = chosen.roles.some((role) => role === 'hr' || role === 'recognizer-admin');
  return (
    <Page width="wide">
      <PageHeader
        look="work"
        eyebrow={chosen.name}
        before={<PayPlaces organizationId={id} here="talent" />}
        title={t('title')}
        lead={t('lead')}
      />
      {desks.length > 1 && (
        <div className={styles.filters}>
          <Select
            label={t('which')}
            value={id}
            options={desks.map((desk) => ({ value: desk.organizationId, label: desk.name }))}
            onChange={(event) => go(event.target.value, {})}
          />
        </div>
      )}
      <nav aria-label={t('views.label')} className={styles.views}>
        {views
          .filter((name) => paid || name !== 'endorsements')
          .map((name) => (
            <Link
              key={name}
              href={`/organizations/${id}/talent${name === 'map' ? '' : `?view=${name}`}`}
              {...(name === open && { 'aria-current': 'page' as const })}
            >
              {t(`views.${name}`)}
            </Link>
          ))}
      </nav>
      {open === 'map' && (choices.data || choices.error ? <MapView {...view} /> : <Skeleton lines={8} />)}
      {open === 'people' && <PeopleView {...view} />}
      {open === 'gaps' && <GapsView organizationId={id} administers={chosen.roles.includes('recognizer-admin')} choices={view.choices} />}
      {open === 'endorsements' && paid && <EndorsementsView organizationId={id} />}
    </Page>
  );
}
