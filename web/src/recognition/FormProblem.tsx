import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { problemOf } from '../shell/problem-of.ts';
import { Callout } from '../ui/Callout.tsx';

/**
 * What a form could not do: where the fields themselves say what is wrong, only that they do.
 *
 * @param part of the body that the form's fields stand for, such as `mapping`; all of it unless given
 */
export function FormProblem({ error, part = '' }: { error: unknown; part?: string }) {
  const { t } = useTranslation('pay');
  if (!error) return null;
  const marked = problemOf(error).errors?.some(({ path }) => path.startsWith(`body/${part}`));
  return marked ? <Callout tone="critical" live="assertive" title={t('marked')} /> : <ProblemCallout error={error} />;
}
