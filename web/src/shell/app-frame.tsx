import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, use, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { SiteHeader } from '../ui/SiteHeader.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { NavigationContext } from './navigation.ts';
import { SignInAgainDialog } from './SignInAgainDialog.tsx';
import { type SignedIn, SignedInContext, sessionQuery } from './session.ts';
import { askToSignInAgain, useSignInAgainOpen } from './sign-in-again.ts';

export interface AppFrameProps {
  /** `wide` over desks and ledgers. */
  width?: 'page' | 'wide';
  /** The page: a `Page` of the design system, which is the main element. */
  children: ReactNode;
}

/** Header, navigation and account menu around every signed-in page; keeps the page when the session ends. */
export function AppFrame({ width = 'page', children }: AppFrameProps) {
  const { t } = useTranslation('frame');
  const { data: session } = useQuery(sessionQuery);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const places = use(NavigationContext);
  const known = useRef<SignedIn | null>(null);
  if (session?.person) known.current = { ...session, person: session.person };
  const signedIn = known.current;
  const isSignedOut = session !== undefined && session.person === null;
  const asking = useSignInAgainOpen();

  useEffect(() => {
    if (isSignedOut && known.current) void askToSignInAgain();
  }, [isSignedOut]);

  if (!signedIn) return null; // the guard has not let anybody in yet
  const at = (href: string) => path === href || path.startsWith(`${href}/`);
  const nav = places
    .filter(({ isFor }) => isFor?.(signedIn) ?? true)
    .map(({ href, label }) => ({ href, label: t(label), current: at(href) }));
  return (
    <SignedInContext value={signedIn}>
      <SiteHeader
        brand={{ name: 'Brevet', href: '/home' }}
        skip={{ label: t('skip'), href: '#main' }}
        nav={nav}
        navLabel={t('navigation')}
        menuLabel={t('menu')}
        width={width}
        account={<AccountMenu person={signedIn.person} />}
      />
      {isSignedOut && !asking && (
        <Callout
          tone="caution"
          live="polite"
          title={t('signedOut.bar')}
          actions={<Button onClick={() => void askToSignInAgain()}>{t('signedOut.submit')}</Button>}
        >
          {t('signedOut.barText')}
        </Callout>
      )}
      {children}
      <SignInAgainDialog person={signedIn.person} />
    </SignedInContext>
  );
}
