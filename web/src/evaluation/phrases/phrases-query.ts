import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';

/** One's own phrases and those of the issuers one scores for. */
export const phrasesQuery = queryOptions({
  queryKey: ['feedback-phrases'],
  queryFn: () => answer(api.GET('/api/v1/feedback-phrases')),
});
