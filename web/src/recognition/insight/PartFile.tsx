import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

/** The table as a file. */
export function PartFile({ href, what }: { href: string; what: string }) {
  const { t } = useTranslation('districtInsight');
  return (
    <Button size="small" variant="quiet" icon="download" href={href} download="" aria-label={t('csvOf', { what })}>
      {t('csv')}
    </Button>
  );
}
