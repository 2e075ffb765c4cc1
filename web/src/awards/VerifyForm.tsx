import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { Verification, VerificationQuestion } from './answers.ts';
import { FilePicker } from './FilePicker.tsx';
import { VerificationResult } from './VerificationResult.tsx';
import styles from './VerifyForm.module.css';

const maxBytes = 2 * 1024 * 1024;
type Trouble = { title: string; detail: string };

export interface VerifyFormProps {
  sent: { badge: string; email: string };
  answered?: Verification;
  problem?: Trouble;
}

/** A form that works without scripts, and with them answers in place and takes files. */
export function VerifyForm({ sent, answered, problem: told }: VerifyFormProps) {
  const { t } = useTranslation('awards');
  const [badge, setBadge] = useState(sent.badge);
  const [email, setEmail] = useState(sent.email);
  const [file, setFile] = useState<File | null>(null);
  const [result, setResult] = useState(answered);
  const [problem, setProblem] = useState(told);
  const [isBusy, setBusy] = useState(false);
  const [isOver, setOver] = useState(false);
  const [isLive, setLive] = useState(false);
  const resultRef = useRef<HTMLDivElement>(null);
  useEffect(() => setLive(true), []);
  useEffect(() => {
    if (result || problem) resultRef.current?.focus();
  }, [result, problem]);

  async function verify(question: VerificationQuestion): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      setResult(await answer(api.POST('/api/v1/verifications', { body: { ...question, ...(email.trim() && { email: email.trim() }) } })));
    } catch (error) {
      setResult(undefined);
      setProblem(error instanceof ApiProblem ? error.problem : { title: t('verify.undetermined'), detail: String(error) });
    } finally {
      setBusy(false);
    }
  }

  async function take(chosen: File | null): Promise<void> {
    setFile(chosen);
    if (!chosen) return;
    setBadge('');
    const file = chosen.size > maxBytes && chosen.type.startsWith('image/') ? await smallerPhoto(chosen) : chosen;
    if (file.size > maxBytes) {
      setResult(undefined);
      setProblem({ title: chosen.name, detail: t('verify.tooLarge') });
      return;
    }
    await verify({ file: await base64Of(file) });
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const given = badge.trim();
    if (given) await verify(/^https?:\/\/\S+$/.test(given) ? { url: given } : { text: given });
    else if (file) await take(file);
    else setProblem({ title: t('verify.title'), detail: t('verify.missing') });
  }

  return (
    <>
      <form
        method="post"
        action="/verify"
        className={isOver ? styles.over : styles.form}
        onSubmit={(event) => void submit(event)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0] ?? null);
        }}
      >
        <TextArea
          label={t('verify.badge')}
          hint={t('verify.badgeHint')}
          name="badge"
          rows={4}
          value={badge}
          required={false}
          spellCheck={false}
          autoComplete="off"
          className={styles.text ?? ''}
          onChange={(event) => {
            setBadge(event.target.value);
            setFile(null);
          }}
        />
        {isLive && <FilePicker file={file} onChoose={(chosen) => void take(chosen)} />}
        <TextField
          label={t('verify.email')}
          hint={t('verify.emailHint')}
          optional={t('verify.optional')}
          name="email"
          type="email"
          value={email}
          autoComplete="off"
          onChange={(event) => setEmail(event.target.value)}
        />
        <div>
          <Button type="submit" variant="primary" size="large" busy={isBusy}>
            {t(isBusy ? 'verify.verifying' : 'verify.submit')}
          </Button>
        </div>
      </form>
      <div ref={resultRef} tabIndex={-1} aria-live="polite" className={styles.result}>
        {problem && (
          <Callout tone="caution" title={problem.title}>
            {problem.detail}
          </Callout>
        )}
        {result && <VerificationResult verification={result} />}
      </div>
    </>
  );
}

/** A phone's photo, made as small as its QR code bears; the photo itself where the browser cannot read it. */
async function smallerPhoto(photo: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(photo);
    const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
  } catch {
    return photo;
  }
}

/** A file's bytes as the API takes them. */
async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x8000) text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}
