import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';

/** The way from the account to one's data. */
export function YourDataSection() {
  const { t } = useTranslation('privacy');
  return (
    <Section look="margin" title={t('title')} lead={t('section.lead')}>
      <Button href="/account/data" iconAfter="chevron-right">
        {t('section.open')}
      </Button>
    </Section>
  );
}
