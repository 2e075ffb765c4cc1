import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { appPaths } from '../app-paths.ts';
import type { LinkProps } from '../ui/Link.tsx';

const patterns = appPaths.map((path) => new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+')}/?$`));

/** Whether an address is a page of the application; others are rendered by the server and need a load of their own. */
export function isAppAddress(href: string): boolean {
  const { origin, pathname } = new URL(href, window.location.href);
  return origin === window.location.origin && patterns.some((pattern) => pattern.test(pathname));
}

/** The address as the router takes it: from the root of this installation on. */
function withinApp(href: string): string {
  const { pathname, search, hash } = new URL(href, window.location.href);
  return pathname + search + hash;
}

/** Goes to an address in the way that suits it: without a reload inside of the application. */
export function useGo(): (href: string) => void {
  const router = useRouter();
  return (href) => {
    if (isAppAddress(href)) router.history.push(withinApp(href));
    else window.location.assign(href);
  };
}

/** A link that stays inside of the application where it can. The design system's components link through it. */
export function AppLink({ onClick, ...link }: LinkProps) {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain || link.target || link.download !== undefined) return;
    if (link.href.startsWith('#') || !isAppAddress(link.href)) return;
    event.preventDefault();
    router.history.push(withinApp(link.href));
  };
  // biome-ignore lint/a11y/useValidAnchor: a real link; only its way of arriving is ours
  // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link clicks it
  // biome-ignore lint/a11y/noStaticElementInteractions: it has an href
  return <a {...link} onClick={follow} />;
}
