import { Medallion, type MedallionProps } from '../badge-art/Medallion.tsx';

export interface BadgeProps extends Pick<MedallionProps, 'size' | 'look'> {
  microCredential: { id: string; title: string };
  /** Slug of the first stack it belongs to: the stack gives the family, and the issuer where there is none, as on the badge itself. */
  stack?: string | undefined;
  issuer: { slug: string; color: string | null };
  /** What the picture is called where no title stands beside it. */
  name?: string;
}

/** The badge of a micro-credential of the catalog; beside its title it is ornament. */
export function Badge({ microCredential, stack, issuer, name, ...look }: BadgeProps) {
  return (
    <Medallion
      {...look}
      microCredentialId={microCredential.id}
      stackKey={stack ?? issuer.slug}
      issuerColor={issuer.color ?? undefined}
      title={name ?? ''}
      decorative={!name}
    />
  );
}

/** The badge of a whole stack. */
export function StackBadge({
  stack,
  name,
  ...look
}: Pick<MedallionProps, 'size' | 'look'> & {
  /** What the picture is called where no title stands beside it. */
  name?: string;
  stack: { id: string; slug: string; members: readonly unknown[]; issuer: { color: string | null } };
}) {
  return (
    <Medallion
      {...look}
      kind="stack"
      members={stack.members.length}
      microCredentialId={stack.id}
      stackKey={stack.slug}
      issuerColor={stack.issuer.color ?? undefined}
      title={name ?? ''}
      decorative={!name}
    />
  );
}

/** Sets the issuer's color for everything under the element it is spread on. */
export function issuerTint(color: string | null): { 'data-issuer': ''; style?: Record<string, string> } {
  return { 'data-issuer': '', ...(color && { style: { '--issuer': color } }) };
}
