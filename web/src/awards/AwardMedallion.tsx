import { Medallion, type MedallionProps } from '../badge-art/Medallion.tsx';
import type { Badge } from './answers.ts';

export interface AwardMedallionProps extends Pick<MedallionProps, 'size' | 'look' | 'reveal'> {
  art: Badge['art'];
  /** What the picture is called where no title stands beside it. */
  name?: string;
}

/** The picture of an award: the same that is baked into its files. */
export function AwardMedallion({ art, name, ...look }: AwardMedallionProps) {
  return (
    <Medallion
      {...look}
      microCredentialId={art.microCredentialId}
      stackKey={art.stackKey}
      issuerColor={art.issuerColor ?? undefined}
      kind={art.kind}
      members={art.members}
      title={name ?? ''}
      decorative={!name}
    />
  );
}
