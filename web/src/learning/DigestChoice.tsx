import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useChoice } from '../shell/use-choice.ts';
import { Checkbox } from '../ui/Checkbox.tsx';

/** Whether what others write comes by mail, once a day. */
export function DigestChoice({ courseId, on }: { courseId: string; on: boolean }) {
  const { t } = useTranslation('learning');
  const { shown, choose } = useChoice(
    on,
    (wanted) =>
      answer(api.PUT('/api/v1/courses/{courseId}/digest', { params: { path: { courseId } }, body: { on: wanted }, keepalive: true })),
    ['courses', courseId, 'learning'],
  );
  return <Checkbox label={t('learn.digest')} checked={shown} onChange={(event) => choose(event.target.checked)} />;
}
