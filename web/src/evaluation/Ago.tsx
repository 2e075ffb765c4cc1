import { useTranslation } from 'react-i18next';
import { ageInWords } from './age.ts';

/** When something was: as people say it, exact on hover. */
export function Ago({ at }: { at: string }) {
  const { t, i18n } = useTranslation('evaluation');
  const then = new Date(at);
  const exact = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeStyle: 'short' }).format(then);
  return (
    <time dateTime={at} title={exact}>
      {ageInWords(then, new Date(), i18n.language) ?? t('age.now')}
    </time>
  );
}
