import { useTranslation } from 'react-i18next';
import { Heading } from '../../ui/Heading.tsx';
import { EvidenceItem } from '../EvidenceItem.tsx';
import feedback from '../feedback.module.css';
import type { Attempt } from '../types.ts';
import { PinnedText } from './PinnedText.tsx';
import styles from './pins.module.css';

/** What the evaluator pinned into the work: each piece with its comments, as the earner reads them after the decision. */
export function InYourWork({ attempt, level }: { attempt: Attempt; level: 2 | 3 }) {
  const { t } = useTranslation('evaluation');
  const { comments, evidence, answers, parts } = attempt;
  if (!comments.length) return null;
  const pins = { all: comments };
  const commented = evidence.filter(({ id }) => comments.some(({ evidenceId }) => evidenceId === id));
  const passages = [...new Set(comments.flatMap(({ answer }) => answer ?? []))];
  return (
    <section className={styles.inWork}>
      <Heading level={level}>{t('pins.inWork')}</Heading>
      <p className={feedback.descriptor}>{t('pins.inWorkLead')}</p>
      {commented.map((item) => (
        <EvidenceItem key={item.id} item={item} pins={pins} isOwn />
      ))}
      {passages.map((answer) => {
        const part = parts.find(({ partId }) => partId === answer.split('/')[0])?.title ?? '';
        const title = t('pins.answer', { part });
        return (
          <div key={answer} className={styles.inAnswer}>
            <Heading level={level === 2 ? 3 : 4} className={feedback.small}>
              {title}
            </Heading>
            <PinnedText answer={answer} title={title} text={answers[answer] ?? ''} pins={pins} />
          </div>
        );
      })}
    </section>
  );
}
