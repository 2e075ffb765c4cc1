import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Link } from '../ui/Link.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { exchangeOf, hasBrowserWallet, putIntoBrowserWallet } from './browser-wallet.ts';
import styles from './exchange.module.css';
import { badgeQuery } from './queries.ts';

const route = getRouteApi('/signed-in/awards/$awardId/wallet');

/** Where an earner takes a badge to a wallet. */
export function WalletPage() {
  const { t, i18n } = useTranslation('exchange');
  const { awardId } = route.useParams();
  const { data: badge } = useSuspenseQuery(badgeQuery(awardId));
  const [withPin, setWithPin] = useState(false);
  const [isCopied, setCopied] = useState(false);
  usePageTitle(t('wallet.title'));
  const make = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/awards/{awardId}/wallet-offers', { params: { path: { awardId } }, body: { withPin } })),
    onSuccess: () => {
      setCopied(false);
      store.reset();
    },
  });
  const offer = make.data;
  const store = useMutation({ mutationFn: (link: string) => putIntoBrowserWallet(exchangeOf(link)) });
  const time = (moment: string) => new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' }).format(new Date(moment));
  return (
    <Page width="reading">
      <PageHeader
        before={<Link href={`/badges/${awardId}`}>{t('wallet.back')}</Link>}
        eyebrow={badge.title}
        title={t('wallet.title')}
        lead={t('wallet.lead')}
      />
      <div className={styles.stack}>
        <Checkbox
          label={t('wallet.pin')}
          hint={t('wallet.pinHint')}
          checked={withPin}
          onChange={(event) => setWithPin(event.currentTarget.checked)}
        />
        <ProblemCallout error={make.error} />
        <Button variant={offer ? 'secondary' : 'primary'} size="large" busy={make.isPending} onClick={() => make.mutate()}>
          {make.isPending ? t('wallet.making') : t(offer ? 'wallet.again' : 'wallet.make')}
        </Button>
      </div>
      <div aria-live="polite">
        {offer && (
          <>
            <Section title={t('wallet.scan')} lead={t('wallet.scanText')}>
              <div className={styles.stack}>
                <img
                  className={styles.code}
                  src={`data:image/svg+xml,${encodeURIComponent(offer.qr)}`}
                  alt={t('wallet.qr', { title: badge.title })}
                />
                {offer.pin && (
                  <p>
                    {t('wallet.digits')}
                    <br />
                    <strong className={styles.digits}>{offer.pin}</strong>
                  </p>
                )}
                <p className={styles.soft}>{t('wallet.until', { time: time(offer.expiresAt) })}</p>
              </div>
            </Section>
            <Section title={t('wallet.here')} lead={t('wallet.which')}>
              <div className={styles.stack}>
                <div className={styles.row}>
                  <Button icon="external" href={offer.link}>
                    {t('wallet.open')}
                  </Button>
                  {offer.learnerCredentialWallet && (
                    <Button icon="external" href={offer.learnerCredentialWallet} target="_blank" rel="noopener">
                      {t('wallet.learner')}
                    </Button>
                  )}
                  {offer.learnerCredentialWallet && hasBrowserWallet() && (
                    <Button icon="lock" busy={store.isPending} onClick={() => store.mutate(offer.learnerCredentialWallet ?? '')}>
                      {t('wallet.browser')}
                    </Button>
                  )}
                  <Button
                    icon={isCopied ? 'check' : 'copy'}
                    onClick={() => void navigator.clipboard.writeText(offer.link).then(() => setCopied(true))}
                  >
                    {t(isCopied ? 'wallet.copied' : 'wallet.copy')}
                  </Button>
                </div>
                {store.isSuccess && <p className={styles.soft}>{t('wallet.stored')}</p>}
                {store.isError && <p className={styles.soft}>{t('wallet.notStored')}</p>}
              </div>
            </Section>
          </>
        )}
      </div>
    </Page>
  );
}
