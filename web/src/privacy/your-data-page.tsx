import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../shell/page-title.ts';
import { Link } from '../ui/Link.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ErasureSection } from './ErasureSection.tsx';
import { ExportSection } from './ExportSection.tsx';

/** What a person may ask of the own data. */
export function YourDataPage() {
  const { t } = useTranslation('privacy');
  usePageTitle(t('title'));
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} before={<Link href="/account">{t('back')}</Link>} />
      <ExportSection />
      <ErasureSection />
    </Page>
  );
}
