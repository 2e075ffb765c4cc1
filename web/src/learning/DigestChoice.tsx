import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Checkbox } from '../ui/Checkbox.tsx';

/** Whether what others write comes by mail, once a day. */
export function DigestChoice({ courseId, on }: { courseId: string; on: boolean }) {
  const { t } = useTranslation('learning');
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (wanted: boolean) =>
      answer(api.PUT('/api/v1/courses/{courseId}/digest', { params: { path: { courseId } }, body: { on: wanted } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['courses', courseId, 'learning'] }),
  });
  return (
    <Checkbox
      label={t('learn.digest')}
      checked={change.isPending ? change.variables : on}
      onChange={(event) => change.mutate(event.target.checked)}
    />
  );
}
