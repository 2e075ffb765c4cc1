import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { problemOf } from '../shell/problem-of.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { useToast } from '../ui/Toast.tsx';
import { DocumentConflict, DocumentSaved } from './DocumentState.tsx';
import styles from './learning.module.css';
import type { SavedDocument } from './saved-document.ts';

export interface PublishBarProps<T> {
  document: SavedDocument<T>;
  /** Publishes the draft at its confirmed revision; gives the version's number. */
  publish: (revision: number) => Promise<number>;
  /** What a path of the definition is called, for telling what is missing. */
  nameOf: (path: readonly string[]) => string;
}

/** Saved or not, and the one button that makes a version of the draft. What is missing is told line by line. */
export function PublishBar<T>({ document, publish, nameOf }: PublishBarProps<T>) {
  const { t } = useTranslation('learning');
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      await document.settled();
      toast({ text: t('authoring.publishedNow', { number: await publish(document.revision) }) });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const missing = error ? (problemOf(error) as { missing?: { path: string[]; message: string }[] }).missing : undefined;
  return (
    <>
      <div className={styles.savedBar}>
        <DocumentSaved of={document as SavedDocument<unknown>} />
        <Button variant="primary" busy={busy} onClick={() => void run()}>
          {t(busy ? 'authoring.publishing' : 'authoring.publish')}
        </Button>
      </div>
      <DocumentConflict of={document as SavedDocument<unknown>} />
      {missing ? (
        <Callout tone="caution" live="assertive" title={t('authoring.missing')}>
          <ul>
            {missing.map(({ path, message }) => (
              <li key={path.join('/') + message}>
                {nameOf(path)}: {message}
              </li>
            ))}
          </ul>
        </Callout>
      ) : (
        <ProblemCallout error={error} />
      )}
    </>
  );
}
