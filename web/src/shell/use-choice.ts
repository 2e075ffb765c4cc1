import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/**
 * A choice that is kept as soon as it is made, and shown from the click on: a control that waited for the server would spring back for a
 * moment.
 *
 * @param stands what the server knows
 * @param save sends what is chosen, with `keepalive`: who clicks and leaves the page has chosen, too; what it answers is not looked at
 * @param queryKey of what is to be read again then
 */
export function useChoice<T>(stands: T, save: (chosen: T) => Promise<unknown>, queryKey: QueryKey) {
  const queries = useQueryClient();
  const [latest, setLatest] = useState<{ chosen: T }>();
  const change = useMutation({
    mutationFn: ({ chosen }: { chosen: T }) => save(chosen),
    async onSettled(_answer, _error, made) {
      await queries.invalidateQueries({ queryKey });
      setLatest((now) => (now === made ? undefined : now));
    },
  });
  return {
    shown: latest ? latest.chosen : stands,
    error: change.error,
    choose(chosen: T) {
      const made = { chosen };
      setLatest(made);
      change.mutate(made);
    },
  };
}
