import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { useSignedIn } from '../../shell/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { useToast } from '../../ui/Toast.tsx';
import type { LibraryItem } from '../queries.ts';
import { startUpload } from '../resumable-upload.ts';
import { type Area, areaInMiddle } from './areas.ts';
import { Drawing } from './Drawing.tsx';
import { drawPicture, fileOf, hideAreas } from './hide-areas.ts';
import styles from './redaction.module.css';

export interface RedactDialogProps {
  item: LibraryItem;
  onClose: () => void;
  onReplaced: () => Promise<void>;
}

/** Draw over what must not be seen in a picture; the result takes its place. Nothing leaves the device before it is covered. */
export function RedactDialog({ item, onClose, onReplaced }: RedactDialogProps) {
  const { t } = useTranslation('portfolio');
  const { person } = useSignedIn();
  const toast = useToast();
  const picture = usePicture(item.file?.address ?? '');
  const [mode, setMode] = useState<Area['mode']>('cover');
  const [steps, setSteps] = useState<Area[][]>([[]]);
  const areas = steps.at(-1) ?? [];
  const change = (next: Area[]) => setSteps((before) => [...before, next]);
  const undo = () => setSteps((before) => (before.length > 1 ? before.slice(0, -1) : before));
  const replace = useMutation({
    mutationFn: async () => {
      if (!picture.bitmap || !item.file) return;
      const canvas = drawPicture(picture.bitmap);
      hideAreas(canvas, areas);
      const uploadId = await send(await fileOf(canvas, item.file.name, item.file.mediaType), person.id);
      await answer(api.POST('/api/v1/evidence/{evidenceId}/redaction', { params: { path: { evidenceId: item.id } }, body: { uploadId } }));
    },
    onSuccess: async () => {
      toast({ text: t('redact.done') });
      await onReplaced();
      onClose();
    },
  });
  return (
    <Dialog
      open
      holdOpen
      onClose={onClose}
      title={t('redact.title', { title: item.title })}
      closeLabel={t('close')}
      actions={
        <>
          <Button variant="primary" busy={replace.isPending} disabled={areas.length === 0} onClick={() => replace.mutate()}>
            {replace.isPending ? t('redact.sending') : t('redact.submit')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <div className={styles.sheet}>
        <p>{t('redact.lead')}</p>
        {picture.failed && <Callout tone="caution" title={t('redact.unreadable')} />}
        {!picture.failed && !picture.bitmap && <p role="status">{t('redact.loading')}</p>}
        {picture.bitmap && (
          <>
            <RadioGroup
              legend={t('redact.mode')}
              name="mode"
              value={mode}
              options={(['cover', 'blur'] as const).map((value) => ({ value, label: t(`redact.modes.${value}`) }))}
              onChange={(value) => setMode(value as Area['mode'])}
            />
            <Drawing bitmap={picture.bitmap} areas={areas} mode={mode} onChange={change} onUndo={undo} />
            <div className={styles.tools}>
              <Button
                size="small"
                icon="add"
                onClick={() => change([...areas, areaInMiddle(drawPicture(picture.bitmap as ImageBitmap), mode)])}
              >
                {t('redact.add')}
              </Button>
              <Button size="small" icon="undo" disabled={steps.length === 1} onClick={undo}>
                {t('redact.undo')}
              </Button>
              <span className={styles.small} role="status">
                {t('redact.count', { count: areas.length })}
              </span>
            </div>
            <p className={styles.small}>{t('redact.blurHint')}</p>
            <p className={styles.small}>{t('redact.keys')}</p>
          </>
        )}
        {replace.error && (
          <Callout tone="critical" live="assertive" title={t('redact.failed')}>
            {replace.error.message}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}

/** The picture's pixels, upright; `failed` where this browser cannot read them. */
function usePicture(address: string): { bitmap: ImageBitmap | null; failed: boolean } {
  const [picture, setPicture] = useState<{ bitmap: ImageBitmap | null; failed: boolean }>({ bitmap: null, failed: false });
  const asked = useRef('');
  useEffect(() => {
    asked.current = address;
    const open = async () => {
      const response = await fetch(address);
      if (!response.ok) throw new Error(String(response.status));
      return createImageBitmap(await response.blob());
    };
    open().then(
      (bitmap) => asked.current === address && setPicture({ bitmap, failed: false }),
      () => asked.current === address && setPicture({ bitmap: null, failed: true }),
    );
  }, [address]);
  return picture;
}

/** Uploads a file whole; its upload's id. */
function send(file: File, personId: string): Promise<string> {
  return new Promise((settle, refuse) => {
    startUpload(file, {
      personId,
      kind: 'image',
      place: 'redaction',
      onStatus: (status) => {
        if (status.is === 'done') settle(status.uploadId);
        if (status.is === 'failed') refuse(new Error(status.detail));
      },
    });
  });
}
