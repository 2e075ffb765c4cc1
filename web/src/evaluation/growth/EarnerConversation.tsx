import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { feedbackQuery } from '../queries.ts';
import type { Attempt } from '../types.ts';
import { Conversation } from './Conversation.tsx';

interface EarnerConversationProps {
  attempt: Attempt;
  journeyId: string;
  /** The criterion it is about; the whole without it. */
  score?: Attempt['scores'][number];
}

/** An educator's replies and questions, on a criterion or the whole of an attempt. */
export function EarnerConversation({ attempt, journeyId, score }: EarnerConversationProps) {
  const { t } = useTranslation('evaluation');
  const { partId, criterionId } = score ?? { partId: null, criterionId: null };
  return (
    <Conversation
      messages={attempt.messages.filter((message) => message.partId === partId && message.criterionId === criterionId)}
      side="earner"
      about={score?.criterionTitle ?? t('growth.whole')}
      place={[journeyId, attempt.attempt, partId, criterionId].join('/')}
      queryKey={feedbackQuery(journeyId).queryKey}
      send={(text) =>
        answer(
          api.POST('/api/v1/journeys/{journeyId}/messages', {
            params: { path: { journeyId } },
            body: { attempt: attempt.attempt, partId, criterionId, text },
          }),
        )
      }
    />
  );
}
