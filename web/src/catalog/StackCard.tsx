import { useTranslation } from 'react-i18next';
import { Card } from '../ui/Card.tsx';
import type { HeadingLevel } from '../ui/Heading.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { Stack } from './answers.ts';
import { StackBadge } from './Badge.tsx';
import { firstSentence, ruleOfStack } from './words.ts';

/** A stack in a list: what it leads to, of how many steps. */
export function StackCard({ stack, headingLevel = 3, hideIssuer }: { stack: Stack; headingLevel?: HeadingLevel; hideIssuer?: boolean }) {
  const { t } = useTranslation('catalog');
  const hours = stack.members.reduce((sum, member) => sum + member.hours, 0);
  return (
    <Card
      title={stack.title}
      href={`/stacks/${stack.slug}`}
      {...(!hideIssuer && { eyebrow: stack.issuer.name })}
      headingLevel={headingLevel}
      media={<StackBadge stack={stack} size={104} />}
      meta={
        <>
          <span>
            <Icon name="stack" size={16} /> {ruleOfStack(t, stack)}
          </span>
          <span>
            <Icon name="clock" size={16} /> {t('stack.hours', { count: hours })}
          </span>
        </>
      }
    >
      {firstSentence(stack.description)}
    </Card>
  );
}
