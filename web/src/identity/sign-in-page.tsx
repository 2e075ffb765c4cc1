import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client.ts';
import { useGo } from '../shell/app-link.tsx';
import { nextAddress } from '../shell/next-address.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { sessionQuery } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { TextField } from '../ui/TextField.tsx';

const route = getRouteApi('/sign-in');

/** Sign in with e-mail and password or a passkey. */
export function SignInPage() {
  const { t } = useTranslation('identity');
  usePageTitle(t('signIn.title'));
  const { next } = route.useSearch();
  const queries = useQueryClient();
  const go = useGo();
  const [error, setError] = useState<string>();
  async function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    try {
      const body = { email: String(form.get('email')), password: String(form.get('password')) };
      await answer(api.POST('/api/auth/sign-in/email', { body }));
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      go(nextAddress(next));
    } catch (problem) {
      setError(problem instanceof ApiProblem ? problem.problem.detail : String(problem));
    }
  }
  return (
    <Page width="reading">
      <PageHeader title={t('signIn.title')} />
      {error && (
        <Callout tone="critical" live="assertive" title={t('signIn.failed')}>
          {error}
        </Callout>
      )}
      <form onSubmit={(event) => void submit(event)}>
        <TextField label={t('signIn.email')} type="email" name="email" autoComplete="username webauthn" />
        <TextField label={t('signIn.password')} type="password" name="password" autoComplete="current-password" />
        <Button type="submit" variant="primary">
          {t('signIn.submit')}
        </Button>
      </form>
    </Page>
  );
}
