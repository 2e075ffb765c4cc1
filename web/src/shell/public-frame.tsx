import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { SiteFooter } from '../ui/SiteFooter.tsx';
import { SiteHeader } from '../ui/SiteHeader.tsx';
import { whoReads } from './who-reads.ts';

export interface PublicFrameProps {
  /** The page's own path and query; its part of the navigation is marked. */
  url: string;
  /** A `Page` of the design system, which is the main element. */
  children: ReactNode;
}

/** Header and footer around every page that anybody may see. */
export function PublicFrame({ url, children }: PublicFrameProps) {
  const { t } = useTranslation('catalog');
  const path = url.split('?')[0] ?? '/';
  const nav = (
    [
      ['/catalog', t('frame.nav.catalog')],
      ['/stacks', t('frame.nav.stacks')],
      ['/courses', t('frame.nav.courses')],
      ['/issuers', t('frame.nav.issuers')],
      ['/verify', t('frame.nav.verify')],
    ] as const
  ).map(([href, label]) => ({ href, label, current: path === href }));
  return (
    <>
      <SiteHeader
        brand={{ name: 'Brevet', href: '/' }}
        skip={{ label: t('frame.skip'), href: '#main' }}
        nav={nav}
        navLabel={t('frame.navigation')}
        menuLabel={t('frame.menu')}
        account={<Account />}
      />
      {children}
      <SiteFooter
        note={t('frame.footer.note')}
        navLabel={t('frame.footer.label')}
        groups={[
          {
            title: t('frame.footer.earn'),
            links: [
              { href: '/catalog', label: t('frame.footer.find') },
              { href: '/#how', label: t('frame.footer.how') },
              { href: '/stacks', label: t('frame.footer.stacks') },
              { href: '/courses', label: t('frame.footer.courses') },
            ],
          },
          {
            title: t('frame.footer.trust'),
            links: [
              { href: '/verify', label: t('frame.footer.verify') },
              { href: '/issuers', label: t('frame.footer.issuers') },
            ],
          },
          {
            title: t('frame.footer.account'),
            links: [
              { href: '/sign-in', label: t('frame.footer.signIn') },
              { href: '/home', label: t('frame.footer.work') },
            ],
          },
        ]}
        small={t('frame.footer.small')}
      />
    </>
  );
}

/**
 * The way in. Public pages are kept and shared between people, so nothing in them knows who reads; the browser asks once the page
 * stands, and without scripts the way to sign in is there.
 */
function Account() {
  const { t } = useTranslation('catalog');
  const [signedIn, setSignedIn] = useState(false);
  useEffect(() => {
    let gone = false;
    void whoReads().then(({ person }) => !gone && setSignedIn(person !== null));
    return () => {
      gone = true;
    };
  }, []);
  return signedIn ? <Button href="/home">{t('frame.myWork')}</Button> : <Button href="/sign-in">{t('frame.signIn')}</Button>;
}
