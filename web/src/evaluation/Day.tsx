import { useTranslation } from 'react-i18next';

/** A day to come, short; with its hour on hover. */
export function Day({ at }: { at: string }) {
  const { i18n } = useTranslation('evaluation');
  const moment = new Date(at);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(i18n.language, options).format(moment);
  return (
    <time dateTime={at} title={format({ dateStyle: 'full', timeStyle: 'short' })}>
      {format({ weekday: 'short', day: 'numeric', month: 'short' })}
    </time>
  );
}
