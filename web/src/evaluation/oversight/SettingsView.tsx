import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { settingsQuery } from './queries.ts';
import { SettingsForm } from './SettingsForm.tsx';

/** Settings of the organization, or what differs for one micro-credential. */
export function SettingsView({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('evaluation');
  const { data } = useQuery(settingsQuery(organizationId));
  const [about, setAbout] = useState('');
  if (!data) return <Skeleton shape="block" />;
  const level = data.microCredentials.find(({ id }) => id === about) ?? data.organization;
  return (
    <Section title={t('oversight.views.settings')} lead={t('settings.lead')}>
      <Select
        label={t('settings.about')}
        value={about}
        onChange={(event) => setAbout(event.target.value)}
        options={[
          { value: '', label: t('settings.all') },
          ...data.microCredentials.map(({ id, title, choice }) => ({
            value: id,
            label: Object.keys(choice).length ? t('settings.differs', { title }) : title,
          })),
        ]}
      />
      <SettingsForm
        key={`${about}/${level.revision}`}
        organizationId={organizationId}
        microCredentialId={about || null}
        level={level}
        above={about ? data.organization.effective : null}
      />
    </Section>
  );
}
