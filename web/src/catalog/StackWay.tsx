import { useTranslation } from 'react-i18next';
import { StackPath } from '../ui/StackPath.tsx';
import type { Stack } from './answers.ts';
import { Badge, StackBadge } from './Badge.tsx';
import { difficultyWords } from './words.ts';

/** The stack as a path, the stack's badge at its end. `current` marks the micro-credential one is reading. */
export function StackWay({
  stack,
  current,
}: {
  stack: Pick<Stack, 'id' | 'slug' | 'title' | 'members'> & { issuer: Pick<Stack['issuer'], 'slug' | 'color'> };
  current?: string;
}) {
  const { t } = useTranslation('catalog');
  const here = stack.members.findIndex((member) => member.id === current);
  const stateOf = (index: number, difficulty: number) => {
    if (here === -1) return difficultyWords(t, difficulty);
    return index < here ? t('microCredential.before') : index === here ? t('microCredential.this') : t('microCredential.after');
  };
  return (
    <StackPath
      label={stack.title}
      stops={stack.members.map((member, index) => ({
        id: member.id,
        title: member.title,
        earned: false,
        state: stateOf(index, member.difficulty),
        ...(index !== here && { href: `/micro-credentials/${member.slug}` }),
        media: (
          <Badge
            microCredential={member}
            stack={stack.slug}
            issuer={stack.issuer}
            size={72}
            look={here === -1 || index === here ? 'color' : 'outline'}
          />
        ),
      }))}
      goal={{
        id: stack.id,
        title: stack.title,
        earned: false,
        state: t('microCredential.goal'),
        media: <StackBadge stack={stack} size={88} />,
        ...(here !== -1 && { href: `/stacks/${stack.slug}` }),
      }}
    />
  );
}
