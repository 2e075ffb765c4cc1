import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { fieldProblem, problemOf } from '../shell/problem-of.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import type { ProfileSetting } from './answers.ts';
import styles from './my-badges.module.css';
import { profileQuery } from './queries.ts';

/** Shows a public page of one's own, moves it, takes it down. */
export function ProfilePageSection() {
  const { t } = useTranslation('keeping');
  const { data } = useQuery(profileQuery);
  return (
    <Section title={t('profile.title')} lead={t('profile.lead')}>
      {data && <ProfileForm key={`${data.slug} ${data.shown}`} setting={data} />}
    </Section>
  );
}

function ProfileForm({ setting }: { setting: ProfileSetting }) {
  const { t } = useTranslation('keeping');
  const queries = useQueryClient();
  const toast = useToast();
  const [slug, setSlug] = useState(setting.slug);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: { slug: string; shown: boolean }) => answer(api.PUT('/api/v1/account/profile', { body })),
    onSuccess: (saved, { shown }) => {
      queries.setQueryData(profileQuery.queryKey, saved);
      toast({ text: t(shown ? 'profile.shown' : 'profile.hidden') });
    },
  });
  const before = setting.address.slice(0, setting.address.length - setting.slug.length).replace(/^https?:\/\//, '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ slug: slug.trim().toLowerCase(), shown: true });
  };
  return (
    <form className={styles.profile} onSubmit={submit}>
      <p className={styles.note}>{t(setting.shown ? 'profile.on' : 'profile.off')}</p>
      <TextField
        label={t('profile.address')}
        hint={t('profile.addressHint')}
        before={before}
        value={slug}
        onChange={(event) => setSlug(event.target.value)}
        minLength={3}
        maxLength={60}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        error={error && (fieldProblem(error, 'slug') ?? problemOf(error).detail)}
      />
      <div className={styles.first}>
        <Button type="submit" variant={setting.shown ? 'secondary' : 'primary'} busy={isPending}>
          {t(isPending ? 'profile.saving' : setting.shown ? 'profile.save' : 'profile.publish')}
        </Button>
        {setting.shown && (
          <>
            <Button icon="eye" href={`/people/${setting.slug}`}>
              {t('profile.see')}
            </Button>
            <Button variant="quiet" onClick={() => mutate({ slug: setting.slug, shown: false })}>
              {t('profile.hide')}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
