import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { TextField } from '../ui/TextField.tsx';
import { type ItemFacts, ItemFields, isComplete, noFacts } from './ItemFields.tsx';
import styles from './portfolio.module.css';

export interface LinkFormProps {
  /** A rejection is shown. */
  onAdd: (item: ItemFacts & { url: string }) => Promise<void>;
  onCancel: () => void;
}

/** A link becomes an item. */
export function LinkForm({ onAdd, onCancel }: LinkFormProps) {
  const { t } = useTranslation('portfolio');
  const [url, setUrl] = useState('');
  const [facts, setFacts] = useState<ItemFacts>({ ...noFacts, title: '' });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const isWebAddress = /^https?:\/\/[^\s/]+\S*$/i.test(url.trim());

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setTried(true);
    if (!isWebAddress || !isComplete(facts, true) || busy) return;
    setBusy(true);
    try {
      await onAdd({ ...facts, url: url.trim() });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  }
  return (
    <form className={styles.upload} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t('evidence.url')}
        hint={t('evidence.urlHint')}
        type="url"
        inputMode="url"
        placeholder="https://"
        maxLength={2000}
        value={url}
        error={tried && !isWebAddress ? t('evidence.urlError') : undefined}
        onChange={(event) => setUrl(event.target.value)}
      />
      <ItemFields facts={facts} onChange={setFacts} tried={tried} ofLink />
      {problem && (
        <Callout tone="critical" live="assertive" title={t('saved.failed')}>
          {problem}
        </Callout>
      )}
      <div className={styles.buttons}>
        <Button type="submit" size="small" variant="primary" busy={busy}>
          {t(busy ? 'evidence.adding' : 'evidence.add')}
        </Button>
        <Button size="small" variant="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
