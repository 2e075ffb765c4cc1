import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { holdsRole, useSignedIn } from '../shell/session.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Link } from '../ui/Link.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Select } from '../ui/Select.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import { type Nomination, nominationQuery } from './nominations-queries.ts';
import styles from './taking-part.module.css';
import { useAct } from './taking-part-queries.ts';

const route = getRouteApi('/signed-in/nominations/$nominationId');

/** One nomination: its reasons, support, what colleagues say, and the decision. */
export function NominationPage() {
  const { t } = useTranslation('nominations');
  const { nominationId } = route.useParams();
  const { data: nomination, error, refetch } = useQuery(nominationQuery(nominationId));
  const signedIn = useSignedIn();
  usePageTitle(nomination?.title ?? t('title'));
  if (error && !nomination) return <ErrorPage error={error} reset={() => void refetch()} />;
  if (!nomination)
    return (
      <Page>
        <Skeleton lines={6} />
      </Page>
    );
  const { program, state, mine } = nomination;
  const decides = state === 'open' && !mine.nominated && holdsRole(signedIn, ['reviewer', 'recognizer-admin'], program.recognizer.id);
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumbs
            label={t('here')}
            items={[
              { href: `/my-programs/${program.id}`, label: program.name },
              { href: `/my-programs/${program.id}/nominations`, label: t('title') },
            ]}
          />
        }
        eyebrow={t('by', { name: nomination.by.name })}
        title={nomination.title}
        lead={nomination.foreign && t('one.issuer', { issuer: nomination.foreign.issuer })}
        meta={
          <>
            <StatusChip tone={state === 'accepted' ? 'positive' : state === 'open' ? 'info' : 'neutral'}>{t(`state.${state}`)}</StatusChip>
            <span>{t('support', { count: nomination.support })}</span>
          </>
        }
      />
      <div className={styles.reading}>
        {state === 'accepted' && <Callout tone="positive" title={t('one.accepted', { number: nomination.versionNumber })} />}
        {state === 'declined' && (
          <Callout title={t('state.declined')}>
            <p className={styles.text}>{nomination.reason}</p>
          </Callout>
        )}
        <Section title={t('one.why')}>
          <p className={styles.text}>{nomination.rationale}</p>
          {nomination.microCredential && (
            <p>
              <Link href={`/micro-credentials/${nomination.microCredential.slug}`}>{t('one.source')}</Link>
            </p>
          )}
          {nomination.sourceUrl && (
            <p>
              <Link href={nomination.sourceUrl} rel="noreferrer">
                {t('one.source')}
              </Link>
            </p>
          )}
        </Section>
        {state === 'open' && <Support nomination={nomination} />}
        <Discussion nomination={nomination} />
        {decides && <Decision nomination={nomination} />}
      </div>
    </Page>
  );
}

/** Does something with the nomination and reads it anew. */
function useNominationAct<Input>(nominationId: string, act: (input: Input) => Promise<unknown>, said?: string) {
  const client = useQueryClient();
  const toast = useToast();
  return useAct(act, () => {
    void client.invalidateQueries({ queryKey: nominationQuery(nominationId).queryKey });
    void client.invalidateQueries({ queryKey: ['nominations'] });
    if (said) toast({ text: said, tone: 'positive' });
  });
}

function Support({ nomination: { id, mine } }: { nomination: Nomination }) {
  const { t } = useTranslation('nominations');
  const path = { nominationId: id };
  const support = useNominationAct(id, (supports: boolean) =>
    answer(api.PUT('/api/v1/nominations/{nominationId}/support', { params: { path }, body: { supports } })),
  );
  const withdraw = useNominationAct(
    id,
    () => answer(api.POST('/api/v1/nominations/{nominationId}/withdrawal', { params: { path } })),
    t('one.withdrawn'),
  );
  return (
    <p className={styles.row}>
      {mine.nominated ? (
        <Button variant="quiet" busy={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
          {t('one.withdraw')}
        </Button>
      ) : (
        <Button busy={support.isPending} onClick={() => support.mutate(!mine.supports)}>
          {t(mine.supports ? 'one.supported' : 'one.supportIt')}
        </Button>
      )}
    </p>
  );
}

function Discussion({ nomination: { id, discussion } }: { nomination: Nomination }) {
  const { t } = useTranslation('nominations');
  const [text, setText] = useState('');
  const comment = useNominationAct(id, async () => {
    await answer(api.POST('/api/v1/nominations/{nominationId}/comments', { params: { path: { nominationId: id } }, body: { text } }));
    setText('');
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && !comment.isPending) comment.mutate(undefined);
  };
  return (
    <Section title={t('one.discussion')}>
      {discussion.length === 0 && <p className={styles.small}>{t('one.quiet')}</p>}
      <ul className={styles.record}>
        {discussion.map((said) => (
          <li key={said.id}>
            <p>
              <strong>{said.by.name}</strong>
            </p>
            <p className={styles.text}>{said.text}</p>
          </li>
        ))}
      </ul>
      <form className={styles.form} onSubmit={send}>
        <TextArea label={t('one.comment')} rows={2} maxLength={5000} value={text} onChange={(event) => setText(event.target.value)} />
        <p>
          <Button type="submit" busy={comment.isPending}>
            {t('one.send')}
          </Button>
        </p>
      </form>
    </Section>
  );
}

function Decision({ nomination: { id, foreign } }: { nomination: Nomination }) {
  const { t } = useTranslation('nominations');
  const { t: programs } = useTranslation('programs');
  const [difficulty, setDifficulty] = useState<1 | 2 | 3>(2);
  const [hours, setHours] = useState('0');
  const [reason, setReason] = useState('');
  const [achievement, setAchievement] = useState(foreign?.id ?? '');
  const path = { nominationId: id };
  const accept = useNominationAct(
    id,
    () =>
      answer(
        api.POST('/api/v1/nominations/{nominationId}/decision', {
          params: { path },
          body: { act: 'accept', difficulty, hours: hours.trim() || '0', reason: null, achievement: achievement.trim() || null },
        }),
      ),
    t('one.acceptedNow'),
  );
  const decline = useNominationAct(
    id,
    () =>
      answer(
        api.POST('/api/v1/nominations/{nominationId}/decision', {
          params: { path },
          body: { act: 'decline', reason: reason.trim() || null },
        }),
      ),
    t('one.declined'),
  );
  return (
    <Section title={t('one.decide')}>
      <div className={styles.form}>
        <div className={styles.two}>
          <Select
            label={t('one.difficulty')}
            value={String(difficulty)}
            options={([1, 2, 3] as const).map((value) => ({ value: String(value), label: programs(`difficulty.${value}`) }))}
            onChange={(event) => setDifficulty(Number(event.target.value) as 1 | 2 | 3)}
          />
          <TextField label={t('one.hours')} inputMode="decimal" value={hours} onChange={(event) => setHours(event.target.value)} />
        </div>
        {foreign && (
          <TextField
            label={t('form.achievement')}
            hint={t('one.achievementHint')}
            maxLength={500}
            value={achievement}
            onChange={(event) => setAchievement(event.target.value)}
          />
        )}
        <p>
          <Button variant="primary" busy={accept.isPending} onClick={() => accept.mutate(undefined)}>
            {t('one.accept')}
          </Button>
        </p>
        <TextArea label={t('one.reason')} rows={2} maxLength={4000} value={reason} onChange={(event) => setReason(event.target.value)} />
        <p>
          <Button busy={decline.isPending} onClick={() => decline.mutate(undefined)}>
            {t('one.decline')}
          </Button>
        </p>
      </div>
    </Section>
  );
}
