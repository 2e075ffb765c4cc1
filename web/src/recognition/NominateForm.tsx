import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client.ts';
import { FilePicker } from '../awards/FilePicker.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Link } from '../ui/Link.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './taking-part.module.css';
import { useAct } from './taking-part-queries.ts';

/** Proposing a micro-credential: of the catalog here, or of another issuer by its page and the achievement that its badges name. */
export function NominateForm({ programId, onDone }: { programId: string; onDone(): void }) {
  const { t } = useTranslation('nominations');
  const router = useRouter();
  const toast = useToast();
  const [kind, setKind] = useState('foreign');
  const [written, setWritten] = useState({ slug: '', title: '', link: '', achievement: '', issuer: '', rationale: '' });
  const set = (change: Partial<typeof written>) => setWritten({ ...written, ...change });
  const similar = useQuery({
    queryKey: ['similar-titles', programId, written.title],
    queryFn: () =>
      answer(
        api.GET('/api/v1/programs/{programId}/similar-titles', { params: { path: { programId }, query: { title: written.title.trim() } } }),
      ),
    enabled: kind === 'foreign' && written.title.trim().length > 3,
    placeholderData: (before) => before,
  });
  const send = useAct(
    async () => {
      const { slug, title, link, achievement, issuer, rationale } = written;
      const proposed =
        kind === 'ours'
          ? { microCredentialId: await idOf(slug.trim().split('/').filter(Boolean).at(-1) ?? '', t('form.unknown')) }
          : { foreign: { id: achievement.trim() || link.trim(), issuer: issuer.trim(), title: title.trim() }, sourceUrl: link.trim() };
      return answer(
        api.POST('/api/v1/programs/{programId}/nominations', { params: { path: { programId } }, body: { proposed, rationale } }),
      );
    },
    ({ nominationId }) => {
      toast({ text: t('form.sent'), tone: 'positive' });
      router.history.push(`/nominations/${nominationId}`);
    },
  );
  const [file, setFile] = useState<File | null>(null);
  const read = useAct(
    async (chosen: File | null) => {
      setFile(chosen);
      return chosen && answer(api.POST('/api/v1/verifications', { body: { file: await inBase64(chosen) } }));
    },
    (found) => {
      if (!found) return;
      if (!found.badge?.achievementId) return toast({ text: t('form.unread'), tone: 'critical' });
      const { title, issuerId, achievementId } = found.badge;
      set({ title, achievement: achievementId, issuer: issuerId ?? written.issuer });
      toast({ text: t(found.verdict === 'invalid' ? 'form.readInvalid' : 'form.read'), tone: 'positive' });
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!send.isPending) send.mutate(undefined);
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('form.title')}>
      <RadioGroup
        legend={t('form.kind')}
        name="kind"
        inline
        value={kind}
        onChange={setKind}
        options={[
          { value: 'foreign', label: t('form.foreign') },
          { value: 'ours', label: t('form.ours') },
        ]}
      />
      {kind === 'ours' ? (
        <TextField
          label={t('form.address')}
          hint={t('form.addressHint')}
          value={written.slug}
          onChange={(event) => set({ slug: event.target.value })}
        />
      ) : (
        <>
          <div>
            <p className={styles.small}>{t('form.badge')}</p>
            <FilePicker file={file} onChoose={(chosen) => read.mutate(chosen)} />
          </div>
          <TextField
            label={t('form.name')}
            maxLength={200}
            value={written.title}
            onChange={(event) => set({ title: event.target.value })}
          />
          {similar.data && similar.data.items.length > 0 && (
            <Callout title={t('form.similar')} live="polite">
              <ul>
                {similar.data.items.map(({ title, nominationId }) => (
                  <li key={title}>
                    {nominationId ? <Link href={`/nominations/${nominationId}`}>{title}</Link> : t('form.similarListed', { title })}
                  </li>
                ))}
              </ul>
            </Callout>
          )}
          <TextField
            type="url"
            label={t('form.link')}
            maxLength={500}
            value={written.link}
            onChange={(event) => set({ link: event.target.value })}
          />
          <TextField
            type="url"
            label={t('form.issuer')}
            maxLength={500}
            value={written.issuer}
            onChange={(event) => set({ issuer: event.target.value })}
          />
          <TextField
            label={t('form.achievement')}
            hint={t('form.achievementHint')}
            required={false}
            optional="optional"
            maxLength={500}
            value={written.achievement}
            onChange={(event) => set({ achievement: event.target.value })}
          />
        </>
      )}
      <TextArea
        label={t('form.rationale')}
        hint={t('form.rationaleHint')}
        maxLength={10000}
        value={written.rationale}
        onChange={(event) => set({ rationale: event.target.value })}
      />
      <p className={styles.row}>
        <Button type="submit" variant="primary" busy={send.isPending}>
          {t('form.send')}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {t('form.cancel')}
        </Button>
      </p>
    </form>
  );
}

/** The id of a micro-credential by its address. @throws {ApiProblem} in words for the form */
async function idOf(slug: string, unknown: string): Promise<string> {
  try {
    const found = await answer(api.GET('/api/v1/micro-credentials/{slug}', { params: { path: { slug } } }));
    return found.id;
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 404) throw new ApiProblem({ ...error.problem, detail: unknown });
    throw error;
  }
}

/** A file as the API takes it; larger ones than a badge are refused there with the reason. */
async function inBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
