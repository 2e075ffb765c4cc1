import { nameFinder, withoutNames } from '@brevet/roster-names';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { languageName } from '../ui/MediaPlayer.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './portfolio.module.css';
import { classRosterQuery, type EvidenceItem } from './queries.ts';

/** What lessons are held in most; a browser's own language comes first. */
const languages = [
  'en',
  'es',
  'fr',
  'de',
  'pt',
  'zh',
  'ar',
  'vi',
  'ko',
  'ru',
  'ht',
  'tl',
  'hi',
  'ja',
  'it',
  'pl',
  'uk',
  'so',
  'am',
  'fa',
  'ur',
];
const largest = 600_000;

/** Captions that were chosen, and not added yet: names of the class stand in them. */
interface Named {
  text: string;
  /** With “Student A” in place of each name. */
  replaced: string;
  names: string[];
}

/** Captions of a recording: added by language from a file, replaced, removed. */
export function CaptionsDialog({ item, onClose }: { item: EvidenceItem; onClose: () => void }) {
  const { t, i18n } = useTranslation('portfolio');
  const queries = useQueryClient();
  const [here = 'en'] = navigator.language.split('-');
  const [language, setLanguage] = useState(here);
  const [busy, setBusy] = useState(false);
  const [news, setNews] = useState('');
  const [problem, setProblem] = useState<string>();
  const [named, setNamed] = useState<Named | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const captions = item.file?.captions ?? [];
  const place = (of: string) => ({ params: { path: { evidenceId: item.id, language: of } } });

  async function change(call: () => Promise<unknown>, done: string) {
    setBusy(true);
    setProblem(undefined);
    setNews('');
    try {
      await call();
      setNews(done);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ['evidence'] });
    void queries.invalidateQueries({ queryKey: ['journeys'] });
  }
  async function add(file: File) {
    setNamed(null);
    if (file.size > largest) {
      setProblem(t('captions.tooLarge'));
      return;
    }
    const text = await file.text();
    const names = await namesOfClass();
    if (!names) return;
    const found = nameFinder(names)(text);
    const indexes = [...new Set(found.map(({ index }) => index))];
    if (indexes.length) setNamed({ text, replaced: withoutNames(text, found), names: indexes.map((index) => names[index] ?? '') });
    else await keep(text);
  }
  /** The names to look for; without them nothing is added, for they would be kept unseen. */
  async function namesOfClass(): Promise<string[] | null> {
    try {
      return (await queries.ensureQueryData(classRosterQuery)).names;
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return null;
    }
  }
  async function keep(text: string) {
    setNamed(null);
    await change(
      () => answer(api.PUT('/api/v1/evidence/{evidenceId}/captions/{language}', { ...place(language), body: { text } })),
      t('captions.added', { language: languageName(language) }),
    );
  }
  return (
    <Dialog open onClose={onClose} title={t('captions.title', { title: item.title })} closeLabel={t('close')}>
      <div className={styles.dialogForm}>
        <p>{t('captions.lead')}</p>
        {captions.length === 0 && <p className={styles.small}>{t('captions.none')}</p>}
        {captions.length > 0 && (
          <ul className={styles.captions}>
            {captions.map((caption) => (
              <li key={caption.id}>
                {languageName(caption.language)}
                <Button
                  size="small"
                  variant="quiet"
                  icon="trash"
                  onClick={() =>
                    void change(
                      () => answer(api.DELETE('/api/v1/evidence/{evidenceId}/captions/{language}', place(caption.language))),
                      t('captions.removed', { language: languageName(caption.language) }),
                    )
                  }
                >
                  {t('captions.remove')} <span className="visually-hidden">{languageName(caption.language)}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
        <Select
          label={t('captions.language')}
          value={language}
          options={[...new Set([here, ...languages])].map((value) => ({ value, label: languageName(value) }))}
          onChange={(event) => setLanguage(event.target.value)}
        />
        <div className={styles.buttons}>
          <Button icon="upload" busy={busy} onClick={() => chooser.current?.click()}>
            {t('captions.choose')}
          </Button>
        </div>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".vtt,.srt,text/vtt,application/x-subrip"
          aria-label={t('captions.choose')}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) void add(file);
          }}
        />
        {named && (
          <Callout
            tone="caution"
            live="assertive"
            title={t('names.found', { count: named.names.length })}
            actions={
              <>
                <Button size="small" variant="primary" busy={busy} onClick={() => void keep(named.replaced)}>
                  {t('names.replaceAll')}
                </Button>
                <Button size="small" busy={busy} onClick={() => void keep(named.text)}>
                  {t('captions.asTheyAre')}
                </Button>
              </>
            }
          >
            {t('names.text', { names: new Intl.ListFormat(i18n.language).format(named.names) })} {t('captions.namedHint')}
          </Callout>
        )}
        <p className={styles.small} role="status">
          {news}
        </p>
        {problem && (
          <Callout tone="critical" live="assertive" title={t('saved.failed')}>
            {problem}
          </Callout>
        )}
        <p className={styles.small}>{t('captions.kept')}</p>
      </div>
    </Dialog>
  );
}
