import { type AnchorHTMLAttributes, type ComponentType, createContext, use } from 'react';

export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

/**
 * What renders links inside the design system: a plain anchor unless the app provides one that navigates without a reload.
 * The provided component must render an `<a href>`, so that links work before hydration.
 */
export const LinkComponent = createContext<ComponentType<LinkProps> | 'a'>('a');

/** A link; every component of the design system links through it. */
export function Link(props: LinkProps) {
  const Component = use(LinkComponent);
  return <Component {...props} />;
}
