import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { AnchorFields } from './AnchorFields.tsx';
import { type AgreedLevels, AnchorLevels, agreedOn } from './AnchorLevels.tsx';
import styles from './oversight.module.css';
import { settingsQuery } from './queries.ts';
import { type AnchorUse, useMakeAnchor } from './use-make-anchor.ts';

/** Writes an anchor: what an educator might hand in, with the level that experts agreed on for each criterion. */
export function WriteAnchor({ organizationId, onDone }: { organizationId: string; onDone: () => void }) {
  const { t } = useTranslation('evaluation');
  const { data: settings } = useQuery(settingsQuery(organizationId));
  const [slug, setSlug] = useState('');
  const { data: microCredential } = useQuery({
    queryKey: ['anchor-of', slug],
    enabled: slug !== '',
    queryFn: () => answer(api.GET('/api/v1/micro-credentials/{slug}', { params: { path: { slug } } })),
  });
  const [title, setTitle] = useState('');
  const [use, setUse] = useState<AnchorUse>('both');
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [levels, setLevels] = useState<AgreedLevels>({});
  const [tried, setTried] = useState(false);
  const make = useMakeAnchor(organizationId, onDone);
  const parts = microCredential?.definition.parts ?? [];
  const send = () => {
    setTried(true);
    const agreed = agreedOn(parts, levels);
    if (!microCredential || !agreed || !title.trim()) return;
    make.mutate({ title: title.trim(), use, source: { kind: 'written', microCredentialId: microCredential.id, answers }, levels: agreed });
  };
  return (
    <Section title={t('anchors.write')} lead={t('anchors.writeLead')}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Select
          label={t('queue.microCredential')}
          placeholder={t('evaluators.choose')}
          value={slug}
          error={tried && !slug ? t('anchors.aboutMissing') : undefined}
          onChange={(event) => {
            setSlug(event.target.value);
            setAnswers({});
            setLevels({});
            setTried(false);
          }}
          options={settings?.microCredentials.map((one) => ({ value: one.slug, label: one.title })) ?? []}
        />
        <AnchorFields title={title} onTitle={setTitle} use={use} onUse={setUse} tried={tried} />
        {parts.map((part) => (
          <fieldset key={part.id} className={styles.group}>
            <legend className={styles.legend}>{t('anchors.workOf', { part: part.title })}</legend>
            {part.requirements.map((requirement) => {
              const key = `${part.id}/${requirement.id}`;
              return (
                <TextArea
                  key={key}
                  label={requirement.title}
                  {...(!requirement.kinds.includes('text') && { hint: t('anchors.describeHint') })}
                  optional={t('evaluators.optional')}
                  rows={4}
                  maxLength={20_000}
                  value={answers[key] ?? ''}
                  onChange={(event) => setAnswers({ ...answers, [key]: event.target.value })}
                />
              );
            })}
          </fieldset>
        ))}
        <AnchorLevels parts={parts} levels={levels} onChange={setLevels} tried={tried} />
        <div className={styles.actions}>
          <Button type="submit" variant="primary" busy={make.isPending}>
            {t('anchors.writeDo')}
          </Button>
          <Button onClick={onDone}>{t('anchors.leave')}</Button>
        </div>
      </form>
    </Section>
  );
}
