import { useTranslation } from 'react-i18next';
import { WorthInList } from '../recognition/value/WorthInList.tsx';
import { Card } from '../ui/Card.tsx';
import type { HeadingLevel } from '../ui/Heading.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Badge } from './Badge.tsx';
import { difficultyWords } from './words.ts';

export interface MicroCredentialCardProps {
  item: { id: string; slug: string; title: string; competency: string; difficulty: number; hours: number };
  issuer: { slug: string; name: string; color: string | null };
  stack?: string | undefined;
  headingLevel?: HeadingLevel;
  /** The issuer's name over the title; leave it out where all are of one issuer. */
  hideIssuer?: boolean;
}

/** A micro-credential in a list: the skill, the time and what it asks of one. */
export function MicroCredentialCard({ item, issuer, stack, headingLevel = 2, hideIssuer }: MicroCredentialCardProps) {
  const { t } = useTranslation('catalog');
  return (
    <Card
      title={item.title}
      href={`/micro-credentials/${item.slug}`}
      {...(!hideIssuer && { eyebrow: issuer.name })}
      headingLevel={headingLevel}
      media={<Badge microCredential={item} stack={stack} issuer={issuer} size={88} />}
      meta={
        <>
          <span>
            <Icon name="clock" size={16} /> {t('hours', { count: item.hours })}
          </span>
          <span>
            <Icon name="path" size={16} /> {difficultyWords(t, item.difficulty)}
          </span>
          <WorthInList microCredentialId={item.id} />
        </>
      }
    >
      {item.competency}
    </Card>
  );
}
