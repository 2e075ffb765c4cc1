import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { topicWords } from '../../catalog/words.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { saidDate } from '../said-amount.ts';
import { AboutSelect, SchoolSelect, SinceSelect } from './AboutSelect.tsx';
import styles from './talent.module.css';
import { type FoundPerson, peopleQuery, type TalentSearch } from './talent-queries.ts';
import type { TalentView } from './talent-view.ts';

/** Finds somebody who has shown a competency and agreed to be found. */
export function PeopleView(view: TalentView) {
  const { t } = useTranslation('talent');
  const { organizationId, search, set } = view;
  const [words, setWords] = useState(search.q ?? '');
  const q = useDeferredValue(words.trim());
  // the address follows what is typed, so that a search can be passed on
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed sets it
  useEffect(() => {
    if (q !== (search.q ?? '')) set({ q: q || undefined });
  }, [q]);
  const people = useInfiniteQuery({ ...peopleQuery(organizationId, { ...search, ...(q && { q }) }), placeholderData: keepPreviousData });
  const found = people.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={styles.pile}>
      <p className={styles.small}>{t('people.lead')}</p>
      <fieldset className={styles.filters}>
        <legend className="visually-hidden">{t('filters')}</legend>
        <TextField
          className={styles.broad}
          type="search"
          label={t('people.q')}
          hint={t('people.qHint')}
          optional=" "
          maxLength={200}
          value={words}
          onChange={({ target: { value } }) => setWords(value)}
        />
        <AboutSelect {...view} neither={t('anything')} />
        <SchoolSelect {...view} />
        <Select
          label={t('people.offers')}
          value={search.offers ?? ''}
          onChange={({ target: { value } }) => set({ offers: (value || undefined) as TalentSearch['offers'] })}
          options={[
            { value: '', label: t('anything') },
            { value: 'coaching', label: t('people.coaching') },
            { value: 'leading', label: t('people.leading') },
          ]}
        />
        <SinceSelect {...view} />
      </fieldset>
      {search.microCredential && (
        <span className={styles.row}>
          <Tag>{t('people.only', { title: topicWords(search.microCredential) })}</Tag>
          <Button variant="quiet" size="small" icon="close" iconOnly onClick={() => set({ microCredential: undefined })}>
            {t('people.notOnly', { title: topicWords(search.microCredential) })}
          </Button>
        </span>
      )}
      <ProblemCallout error={people.error} />
      {people.isPending && <Skeleton lines={6} />}
      {people.isSuccess && found.length === 0 && <EmptyState title={t('people.none')}>{t('people.noneText')}</EmptyState>}
      <section aria-label={t('people.list')} aria-busy={people.isFetching}>
        <ul className={styles.people}>
          {found.map((person) => (
            <Person key={person.personId} organizationId={organizationId} person={person} />
          ))}
        </ul>
      </section>
      {people.hasNextPage && (
        <span className={styles.row}>
          <Button busy={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {t('people.more')}
          </Button>
        </span>
      )}
    </div>
  );
}

function Person({ organizationId, person }: { organizationId: string; person: FoundPerson }) {
  const { t } = useTranslation('talent');
  const [writing, setWriting] = useState(false);
  const { name, headline, schools, offers, note, email, awards } = person;
  return (
    <li className={styles.person}>
      <div className={styles.who}>
        <h2>{name}</h2>
        <span className={styles.small}>{[headline, schools.join(', ')].filter(Boolean).join(' · ')}</span>
        {offers.length > 0 && (
          <span className={styles.row}>
            {offers.map((offer) => (
              <Tag key={offer}>{t(`people.${offer as 'coaching'}`)}</Tag>
            ))}
          </span>
        )}
        {note && <p className={styles.note}>{note}</p>}
        {email ? (
          <a href={`mailto:${email}`}>{email}</a>
        ) : (
          <Button size="small" icon="mail" aria-label={t('people.writeTo', { name })} onClick={() => setWriting(true)}>
            {t('people.write')}
          </Button>
        )}
      </div>
      <ul className={styles.awards}>
        {awards.map(({ awardId, title, awardedAt }) => (
          <li key={awardId}>
            <Link href={`/badges/${awardId}`}>{title}</Link>{' '}
            <span className={styles.small}>{t('people.earned', { date: saidDate(awardedAt) })}</span>
          </li>
        ))}
      </ul>
      {writing && <WriteDialog organizationId={organizationId} person={person} onClose={() => setWriting(false)} />}
    </li>
  );
}

function WriteDialog({ organizationId, person, onClose }: { organizationId: string; person: FoundPerson; onClose: () => void }) {
  const { t } = useTranslation('talent');
  const toast = useToast();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const { personId, name } = person;
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/talent/found/{personId}/messages', {
          params: { path: { organizationId, personId } },
          body: { text },
        }),
      ),
    onSuccess: () => {
      onClose();
      toast({ text: t('people.sent', { name }), tone: 'positive' });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!text.trim());
    if (text.trim()) send.mutate();
  }
  return (
    <Dialog open onClose={onClose} title={t('people.writeTo', { name })} closeLabel={t('people.close')} holdOpen>
      <form className={styles.pile} onSubmit={submit} noValidate>
        <TextArea
          label={t('people.text')}
          hint={t('people.textHint', { name })}
          maxLength={2000}
          value={text}
          {...(missing && !text.trim() && { error: t('people.missing') })}
          onChange={({ target: { value } }) => setText(value)}
        />
        <ProblemCallout error={send.error} />
        <span className={styles.row}>
          <Button type="submit" variant="primary" busy={send.isPending}>
            {t('people.send')}
          </Button>
        </span>
      </form>
    </Dialog>
  );
}
