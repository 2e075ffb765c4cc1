import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Callout } from '../ui/Callout.tsx';
import { refusalOf } from './passkey.ts';

/** What came of asking for a passkey, when nothing did: in our words rather than the browser's. */
export function PasskeyCallout({ error }: { error: unknown }) {
  const { t } = useTranslation('identity');
  const refusal = refusalOf(error);
  if (!refusal) return <ProblemCallout error={error} />;
  return (
    <Callout tone="caution" live="polite" title={t(`passkeys.${refusal}`)}>
      {t(`passkeys.${refusal}Text`)}
    </Callout>
  );
}
