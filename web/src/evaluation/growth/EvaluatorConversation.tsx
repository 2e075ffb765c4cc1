import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { Section } from '../../ui/Section.tsx';
import { evaluationQuery } from '../queries.ts';
import { scrollInPane } from '../scroll-in-pane.ts';
import type { Evaluation } from '../types.ts';
import { Conversation } from './Conversation.tsx';
import styles from './growth.module.css';

/** Where questions stand at the desk. */
export const questionsId = 'questions';

/** What the educator asks about a decision, criterion after criterion, and the evaluator's answers. */
export function EvaluatorConversation({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const { id: evaluationId, messages, definition } = evaluation;
  const hasMessages = messages.length > 0;
  // who comes to answer has it in sight
  useEffect(() => {
    if (hasMessages && window.location.hash === `#${questionsId}`) scrollInPane(document.getElementById(questionsId));
  }, [hasMessages]);
  if (!hasMessages) return null;
  const places = [...Map.groupBy(messages, ({ partId, criterionId }) => `${partId ?? ''}/${criterionId ?? ''}`).values()];
  return (
    <Section id={questionsId} title={t('growth.conversation')} headingLevel={3}>
      {places.map((about) => {
        const [first] = about;
        if (!first) return null;
        const { partId, criterionId } = first;
        const title =
          definition.parts.find(({ id }) => id === partId)?.criteria.find(({ id }) => id === criterionId)?.title ?? t('growth.whole');
        return (
          <div key={first.id}>
            <h4 className={styles.about}>{title}</h4>
            <Conversation
              messages={about}
              side="evaluator"
              about={title}
              place={[evaluationId, partId, criterionId].join('/')}
              queryKey={evaluationQuery(evaluationId).queryKey}
              send={(text) =>
                answer(
                  api.POST('/api/v1/evaluations/{evaluationId}/messages', {
                    params: { path: { evaluationId } },
                    body: { partId, criterionId, text },
                  }),
                )
              }
            />
          </div>
        );
      })}
    </Section>
  );
}
