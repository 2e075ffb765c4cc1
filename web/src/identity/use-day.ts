import { useTranslation } from 'react-i18next';

/** Writes a moment as a day in the reader's language and time zone. */
export function useDay(): (moment: string) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });
  return (moment) => format.format(new Date(moment));
}
