import { parseRoster } from '@brevet/roster-names';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { classRosterQuery } from '../queries.ts';
import styles from './class-roster.module.css';

/** The names of one's students: typed, pasted or read from a file, for one's own eyes. */
export function ClassRosterPage() {
  const { t } = useTranslation('portfolio');
  usePageTitle(t('names.title'));
  const toast = useToast();
  const queries = useQueryClient();
  const { data: kept } = useSuspenseQuery(classRosterQuery);
  const [text, setText] = useState(() => kept.names.join('\n'));
  const chosen = useRef<HTMLInputElement>(null);
  const names = parseRoster(text);
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/v1/account/class-roster', { body: { names, revision: kept.revision } })),
    onSuccess: (saved) => {
      queries.setQueryData(classRosterQuery.queryKey, saved);
      setText(saved.names.join('\n'));
      toast({ text: t('names.saved', { count: saved.names.length }) });
    },
    onError: () => queries.invalidateQueries({ queryKey: classRosterQuery.queryKey }),
  });
  return (
    <Page>
      <PageHeader title={t('names.title')} lead={t('names.lead')} before={<Link href="/evidence">{t('names.back')}</Link>} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate();
        }}
      >
        <p>{t('names.own')}</p>
        <ProblemCallout error={save.error} />
        <TextArea
          label={t('names.list')}
          hint={t('names.listHint')}
          optional=" "
          rows={10}
          value={text}
          maxLength={60_000}
          autoComplete="off"
          spellCheck={false}
          counter={t('names.read', { count: names.length })}
          onChange={(event) => setText(event.target.value)}
        />
        <div>
          <input
            ref={chosen}
            hidden
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={async ({ target }) => {
              const [file] = target.files ?? [];
              // the file itself stays on the device: only names go to the list
              if (file) setText(parseRoster(await file.text()).join('\n'));
              target.value = '';
            }}
          />
          <Button icon="upload" onClick={() => chosen.current?.click()}>
            {t('names.file')}
          </Button>
        </div>
        <p className={styles.small}>{t('names.limits')}</p>
        <div>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {save.isPending ? t('names.saving') : t('names.save')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
