import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { fieldProblem } from '../shell/problem-of.ts';
import { sessionQuery } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './identity.module.css';
import { organizationQuery } from './queries.ts';

/** What the public reads about an organization. */
export interface Profile {
  name: string;
  tagline: string;
  description: string;
  website: string | null;
  color: string | null;
  country: string | null;
  timezone: string;
}

const timezones = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));

/** The profile of an organization, for its administrators. */
export function OrganizationProfile({ organization }: { organization: Profile & { organizationId: string } }) {
  const { t } = useTranslation('identity');
  const queries = useQueryClient();
  const toast = useToast();
  const { organizationId } = organization;
  const save = useMutation({
    mutationFn: (body: Profile) =>
      answer(api.PATCH('/api/v1/organizations/{organizationId}', { params: { path: { organizationId } }, body })),
    onSuccess: (saved) => {
      queries.setQueryData(organizationQuery(organizationId).queryKey, saved);
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      toast({ text: t('organization.saved') });
    },
  });
  const field = (name: keyof Profile) => ({ name, defaultValue: organization[name] ?? '', error: fieldProblem(save.error, name) });
  const optional = { optional: t('optional') };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const text = (name: keyof Profile) => String(form.get(name) ?? '').trim();
        if (save.isPending) return;
        save.mutate({
          name: text('name'),
          tagline: text('tagline'),
          description: text('description'),
          website: text('website') || null,
          color: text('color') || null,
          country: text('country').toUpperCase() || null,
          timezone: text('timezone'),
        });
      }}
    >
      <p className={styles.soft}>{t('organization.profileLead')}</p>
      <ProblemCallout error={save.error} />
      <TextField label={t('organization.orgName')} maxLength={200} {...field('name')} />
      <TextField label={t('organization.tagline')} maxLength={200} {...optional} {...field('tagline')} />
      <TextArea label={t('organization.description')} maxLength={10_000} rows={6} {...optional} {...field('description')} />
      <TextField label={t('organization.website')} type="url" maxLength={500} {...optional} {...field('website')} />
      <TextField
        label={t('organization.color')}
        hint={t('organization.colorHint')}
        pattern="#[0-9a-fA-F]{6}"
        width="short"
        {...optional}
        {...field('color')}
      />
      <TextField
        label={t('organization.country')}
        hint={t('organization.countryHint')}
        pattern="[A-Za-z]{2}"
        width="short"
        {...optional}
        {...field('country')}
      />
      <Select label={t('organization.timezone')} hint={t('organization.timezoneHint')} options={timezones} {...field('timezone')} />
      <div className={styles.row}>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {save.isPending ? t('organization.saving') : t('organization.save')}
        </Button>
      </div>
    </form>
  );
}
