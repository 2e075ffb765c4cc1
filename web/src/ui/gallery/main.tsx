import '../tokens.css';
import '../base.css';
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { AwardSample } from './AwardSample.tsx';
import { BadgeSheet } from './BadgeSheet.tsx';
import { CatalogSample } from './CatalogSample.tsx';
import { ComponentSheet } from './ComponentSheet.tsx';
import { JourneySample } from './JourneySample.tsx';
import { MicroCredentialSample } from './MicroCredentialSample.tsx';

const sheets = {
  components: ComponentSheet,
  badges: BadgeSheet,
  catalog: CatalogSample,
  'micro-credential': MicroCredentialSample,
  award: AwardSample,
  journey: JourneySample,
};

const subscribe = (changed: () => void) => {
  addEventListener('popstate', changed);
  return () => removeEventListener('popstate', changed);
};

function Gallery() {
  const query = useSyncExternalStore(subscribe, () => location.search);
  const parameters = new URLSearchParams(query);
  const theme = parameters.get('theme');
  if (theme) document.documentElement.dataset.theme = theme;
  const Sheet = sheets[(parameters.get('sheet') ?? 'components') as keyof typeof sheets] ?? ComponentSheet;
  return <Sheet />;
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Gallery />);
