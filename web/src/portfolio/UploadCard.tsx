import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { day, fileSize } from './dates.ts';
import { durationOf, type FileKind, posterOf } from './file-kinds.ts';
import { type ItemFacts, ItemFields, isComplete, noFacts } from './ItemFields.tsx';
import styles from './portfolio.module.css';
import { type ResumableUpload, startUpload, type UploadStatus } from './resumable-upload.ts';

export interface UploadCardProps {
  file: File;
  kind: FileKind;
  place: string;
  /** Makes the evidence of the finished upload; a rejection is shown. */
  onAdd: (item: ItemFacts & { uploadId: string; durationSeconds: number | null; poster: Promise<string | null> }) => Promise<void>;
  onGone: () => void;
}

/** A file on its way: progress, pause, and meanwhile what the earner says of it. */
export function UploadCard({ file, kind, place, onAdd, onGone }: UploadCardProps) {
  const { t } = useTranslation('portfolio');
  const { person } = useSignedIn();
  const [status, setStatus] = useState<UploadStatus>({ is: 'sending', sent: 0 });
  const [facts, setFacts] = useState<ItemFacts>({
    ...noFacts,
    title: t('evidence.titleOf', { kind: t(`evidence.kindNames.${kind}`), date: day(new Date().toISOString()) }),
  });
  const [tried, setTried] = useState(false);
  const [wanted, setWanted] = useState(false);
  const [problem, setProblem] = useState<string>();
  const upload = useRef<ResumableUpload>(undefined);

  useEffect(() => {
    const started = startUpload(file, { personId: person.id, kind, place, onStatus: setStatus });
    upload.current = started;
    return () => started.pause();
  }, [file, kind, place, person.id]);

  const add = useCallback(
    async (uploadId: string) => {
      try {
        await onAdd({ ...facts, uploadId, durationSeconds: await durationOf(file, kind), poster: posterOf(file, kind) });
        onGone();
      } catch (error) {
        setWanted(false);
        setProblem(error instanceof Error ? error.message : String(error));
      }
    },
    [facts, file, kind, onAdd, onGone],
  );
  const uploadId = status.is === 'done' ? status.uploadId : null;
  const adding = useRef(false);
  useEffect(() => {
    if (!wanted || !uploadId || adding.current) return;
    adding.current = true;
    void add(uploadId).finally(() => {
      adding.current = false;
    });
  }, [wanted, uploadId, add]);

  const sent = status.is === 'done' ? file.size : status.is === 'failed' ? 0 : status.sent;
  return (
    <div className={styles.upload}>
      {status.is === 'failed' ? (
        <Callout
          tone="critical"
          live="assertive"
          title={status.title}
          actions={
            <Button size="small" onClick={onGone}>
              {t('close')}
            </Button>
          }
        >
          {status.detail}
        </Callout>
      ) : (
        <>
          <ProgressBar
            label={status.is === 'done' ? t('evidence.uploaded') : t('evidence.uploading', { name: file.name })}
            text={t(status.is === 'paused' ? 'evidence.paused' : 'evidence.progress', { sent: fileSize(sent), total: fileSize(file.size) })}
            value={sent}
            max={file.size}
          />
          {status.is === 'waiting' && (
            <p className={styles.small} role="status">
              {t('evidence.waiting')}
            </p>
          )}
          <ItemFields facts={facts} onChange={setFacts} tried={tried} />
          {problem && (
            <Callout tone="critical" live="assertive" title={t('evidence.failed')}>
              {problem}
            </Callout>
          )}
          <div className={styles.buttons}>
            <Button
              variant="primary"
              size="small"
              busy={wanted}
              onClick={() => {
                setTried(true);
                setProblem(undefined);
                if (isComplete(facts)) setWanted(true);
              }}
            >
              {wanted ? t('evidence.willAdd') : t(uploadId ? 'evidence.add' : 'evidence.addWhenUploaded')}
            </Button>
            {(status.is === 'sending' || status.is === 'waiting') && (
              <Button size="small" onClick={() => upload.current?.pause()}>
                {t('evidence.pause')}
              </Button>
            )}
            {status.is === 'paused' && (
              <Button size="small" onClick={() => upload.current?.resume()}>
                {t('evidence.resume')}
              </Button>
            )}
            <Button
              size="small"
              variant="quiet"
              onClick={() => {
                upload.current?.giveUp();
                onGone();
              }}
            >
              {t('evidence.giveUp')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
