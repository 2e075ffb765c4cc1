import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { sessionQuery } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Link } from '../ui/Link.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './exchange.module.css';
import { connectionRequestQuery } from './queries.ts';
import { ScopeList } from './ScopeList.tsx';

const knownErrors = ['invalid_client', 'client_disabled', 'invalid_redirect'] as const;

/**
 * Where a person decides whether a program may use their badges. The signed request stands behind the `#` of the address, so that it
 * stays as it came and reaches nobody else.
 */
export function ConsentPage() {
  // read once: what is decided about is what was shown
  const [request] = useState(() => window.location.hash.slice(1));
  const asked = new URLSearchParams(request);
  const clientId = asked.get('client_id');
  const error = asked.get('error');
  if (!clientId || error) return <BrokenRequest error={error} />;
  return <Question request={request} clientId={clientId} scopes={(asked.get('scope') ?? '').split(' ')} />;
}

function Question({ request, clientId, scopes }: { request: string; clientId: string; scopes: string[] }) {
  const { t } = useTranslation('exchange');
  const { data: session } = useQuery(sessionQuery);
  const { data: client, error } = useQuery(connectionRequestQuery(clientId));
  usePageTitle(t('consent.title', { name: client?.name ?? '' }));
  const decide = useMutation({
    mutationFn: (accept: boolean) => answer(api.POST('/api/auth/oauth2/consent', { body: { accept, request } })),
    onSuccess: ({ address }) => window.location.assign(address),
  });
  if (error) return <BrokenRequest error="invalid_client" />;
  if (!client) return <Page width="reading">{null}</Page>;
  const { name, host, website, terms, privacy } = client;
  const links = [
    [website, t('consent.website')],
    [terms, t('consent.terms')],
    [privacy, t('consent.privacy')],
  ] as const;
  const person = session?.person;
  return (
    <Page width="reading">
      <PageHeader title={t('consent.title', { name })} lead={t('consent.lead', { name, host })} />
      {person && <p className={styles.soft}>{t('consent.signedInAs', { name: person.name, email: person.email })}</p>}
      <Section title={t('consent.would')}>
        <ScopeList scopes={scopes} />
      </Section>
      <div className={styles.tail}>
        <p>{t('consent.wouldNot')}</p>
        {links.some(([address]) => address) && (
          <p className={styles.row}>
            {links.map(
              ([address, text]) =>
                address && (
                  <Link key={text} href={address} target="_blank" rel="noopener noreferrer nofollow">
                    {text}
                  </Link>
                ),
            )}
          </p>
        )}
        <ProblemCallout error={decide.error} />
        <div className={styles.row}>
          <Button variant="primary" size="large" busy={decide.isPending && decide.variables} onClick={() => decide.mutate(true)}>
            {decide.isPending && decide.variables ? t('consent.allowing') : t('consent.allow')}
          </Button>
          <Button size="large" busy={decide.isPending && !decide.variables} onClick={() => decide.mutate(false)}>
            {t('consent.deny')}
          </Button>
        </div>
        <p className={styles.soft}>{t('consent.end')}</p>
      </div>
    </Page>
  );
}

function BrokenRequest({ error }: { error: string | null }) {
  const { t } = useTranslation('exchange');
  usePageTitle(t('consent.brokenTitle'));
  const known = knownErrors.find((word) => word === error) ?? 'other';
  return (
    <Page width="reading">
      <PageHeader title={t('consent.brokenTitle')} />
      <Callout tone="caution" title={t(`consent.broken.${known}`)} actions={<Button href="/home">{t('consent.home')}</Button>}>
        {t('consent.brokenHint')}
      </Callout>
    </Page>
  );
}
