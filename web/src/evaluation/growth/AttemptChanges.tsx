import { useTranslation } from 'react-i18next';
import { Disclosure } from '../../ui/Disclosure.tsx';
import type { Attempt } from '../types.ts';
import { Changed } from './Changed.tsx';

/** What the educator changed from one attempt to the next, answer by answer. */
export function AttemptChanges({ attempt, before }: { attempt: Attempt; before: Attempt }) {
  const { t } = useTranslation('evaluation');
  const keys = [...new Set([...Object.keys(before.answers), ...Object.keys(attempt.answers)])];
  const changed = keys.filter((key) => before.answers[key] !== attempt.answers[key]);
  return (
    <Disclosure title={t('growth.changes', { attempt: attempt.attempt })}>
      {changed.length === 0 && <p>{t('growth.unchanged')}</p>}
      {changed.map((key) => (
        <Changed key={key} before={before.answers[key] ?? ''} after={attempt.answers[key] ?? ''} />
      ))}
    </Disclosure>
  );
}
