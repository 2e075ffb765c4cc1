import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { cx } from '../ui/cx.ts';
import { CaptureButton, isCaptured } from './CaptureButton.tsx';
import { acceptOf, type FileKind, filesOf, kindOf, largestFile } from './file-kinds.ts';
import { consentOf, type ItemFacts } from './ItemFields.tsx';
import { LibraryPicker } from './LibraryPicker.tsx';
import { LinkForm } from './LinkForm.tsx';
import styles from './portfolio.module.css';
import type { EvidenceItem, Kind } from './queries.ts';
import { forgetUnfinished, unfinishedUploads } from './resumable-upload.ts';
import { UploadCard } from './UploadCard.tsx';

export interface AddEvidenceProps {
  /** Where new items go at once; null for the library alone. */
  place: { journeyId: string; partId: string; requirementId: string } | null;
  requirement: { title: string; kinds: readonly Kind[]; max: number };
  /** Ids of the items that are there. */
  present: ReadonlySet<string>;
  /** Items of the library can be used, too. */
  onAttach?: (item: EvidenceItem) => void;
  onAdded: () => void;
}

/** Choose a file, drop it, take a picture, add a link, use the library: whatever the requirement takes. */
export function AddEvidence({ place, requirement, present, onAttach, onAdded }: AddEvidenceProps) {
  const { t } = useTranslation('portfolio');
  const queries = useQueryClient();
  const [uploads, setUploads] = useState<{ key: number; file: File; kind: FileKind }[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const [unfinished, setUnfinished] = useState<{ name: string; key: string }[]>([]);
  const [open, setOpen] = useState<'link' | 'library' | null>(null);
  const [over, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const serial = useRef(0);
  const kinds = filesOf(requirement.kinds);
  const placeName = place ? `${place.journeyId}/${place.partId}/${place.requirementId}` : 'library';
  const isFull = present.size + uploads.length >= requirement.max;

  useEffect(() => {
    void unfinishedUploads(placeName).then(setUnfinished);
  }, [placeName]);

  function choose(files: readonly File[]) {
    const no: string[] = [];
    const named = new Intl.ListFormat('en', { type: 'disjunction' }).format(kinds.map((kind) => t(`evidence.kinds.${kind}`)));
    let free = requirement.max - present.size - uploads.length;
    for (const file of files) {
      const kind = kindOf(file, kinds);
      if (!kind) no.push(t('evidence.wrongKind', { name: file.name, kinds: named }));
      else if (file.size > largestFile) no.push(t('evidence.tooLarge', { name: file.name }));
      else if (free <= 0) no.push(`“${file.name}”: ${t('evidence.full')}`);
      else {
        free -= 1;
        serial.current += 1;
        const key = serial.current;
        setUploads((all) => [...all, { key, file, kind }]);
        setUnfinished((all) => all.filter(({ name }) => name !== file.name));
      }
    }
    setRefused(no);
  }
  async function add(
    facts: ItemFacts & { durationSeconds?: number | null },
    source: { kind: 'link'; url: string } | { kind: 'upload'; uploadId: string },
    poster: Promise<string | null> = Promise.resolve(null),
  ) {
    const item = await answer(
      api.POST('/api/v1/evidence', {
        body: {
          title: facts.title.trim() || null,
          showsStudents: facts.showsStudents,
          consentAttested: facts.consentAttested,
          consent: consentOf(facts),
          durationSeconds: facts.durationSeconds ?? null,
          source,
          attach: place,
        },
      }),
    );
    void queries.invalidateQueries({ queryKey: ['evidence'] });
    onAdded();
    const picture = await poster;
    if (!picture) return;
    // the item stands; without the picture it only looks plainer
    await api.PUT('/api/v1/evidence/{evidenceId}/poster', { params: { path: { evidenceId: item.id } }, body: { picture } });
    void queries.invalidateQueries({ queryKey: ['evidence'] });
    onAdded();
  }
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose([...event.dataTransfer.files]);
  };
  return (
    <div className={styles.adding}>
      {uploads.map(({ key, file, kind }) => (
        <UploadCard
          key={key}
          file={file}
          kind={kind}
          place={placeName}
          onAdd={({ uploadId, poster, ...facts }) => add(facts, { kind: 'upload', uploadId }, poster)}
          onGone={() => setUploads((all) => all.filter((upload) => upload.key !== key))}
        />
      ))}
      {refused.map((text) => (
        <Callout key={text} tone="critical" live="assertive" title={t('evidence.failed')}>
          {text}
        </Callout>
      ))}
      {unfinished.map(({ name, key }) => (
        <Callout
          key={key}
          title={t('evidence.unfinished', { name })}
          actions={
            <>
              <Button size="small" onClick={() => chooser.current?.click()}>
                {t('evidence.choose')}
              </Button>
              <Button
                size="small"
                variant="quiet"
                onClick={() => {
                  void forgetUnfinished(key);
                  setUnfinished((all) => all.filter((upload) => upload.key !== key));
                }}
              >
                {t('evidence.forget')}
              </Button>
            </>
          }
        >
          {t('evidence.unfinishedText')}
        </Callout>
      ))}
      {open === 'link' && (
        <LinkForm
          onAdd={async ({ url, ...facts }) => {
            await add(facts, { kind: 'link', url });
            setOpen(null);
          }}
          onCancel={() => setOpen(null)}
        />
      )}
      {isFull && uploads.length === 0 && <p className={styles.small}>{t('evidence.full')}</p>}
      {!isFull && open !== 'link' && (
        <div
          className={cx(styles.drop, kinds.length > 0 && styles.droppable, over && styles.over)}
          {...(kinds.length > 0 && {
            onDragOver: (event: DragEvent) => {
              event.preventDefault();
              setOver(true);
            },
            onDragLeave: () => setOver(false),
            onDrop: drop,
          })}
        >
          {kinds.length > 0 && <p className={styles.small}>{t('evidence.drop')}</p>}
          <div className={styles.buttons}>
            {kinds.length > 0 && (
              <Button size="small" icon="upload" onClick={() => chooser.current?.click()}>
                {t('evidence.choose')}
              </Button>
            )}
            {kinds.filter(isCaptured).map((kind) => (
              <CaptureButton key={kind} kind={kind} title={requirement.title} onTaken={(files) => choose(files)} />
            ))}
            {requirement.kinds.includes('link') && (
              <Button size="small" icon="link" onClick={() => setOpen('link')}>
                {t('evidence.addLink')}
              </Button>
            )}
            {onAttach && (
              <Button size="small" variant="quiet" icon="bookmark" onClick={() => setOpen('library')}>
                {t('evidence.fromLibrary')}
              </Button>
            )}
          </div>
        </div>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        multiple={requirement.max > 1}
        accept={acceptOf(kinds)}
        aria-label={`${t('evidence.choose')}: ${requirement.title}`}
        onChange={(event) => {
          choose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {open === 'library' && onAttach && (
        <LibraryPicker
          onClose={() => setOpen(null)}
          kinds={requirement.kinds}
          present={present}
          onPick={(item) => {
            onAttach(item);
            setOpen(null);
          }}
        />
      )}
    </div>
  );
}
