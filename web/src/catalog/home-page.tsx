import { useTranslation } from 'react-i18next';
import type { PageHead } from '../shell/public-page.ts';

/** The front door. */
export function Page() {
  const { t } = useTranslation('shell');
  return (
    <main>
      <h1>{t('promise')}</h1>
    </main>
  );
}

export function head(): PageHead {
  return { title: 'Brevet', description: 'Micro-credentials for educators.', path: '/' };
}
