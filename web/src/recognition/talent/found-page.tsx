import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './talent.module.css';
import { type Consent, consentsQuery } from './talent-queries.ts';

const offers = ['coaching', 'leading'] as const;

/** Whether colleagues find me by what I have shown, and how they reach me. */
export function FoundPage() {
  const { t } = useTranslation('talent');
  usePageTitle(t('found.title'));
  const { data, error } = useQuery(consentsQuery);
  return (
    <Page width="reading">
      <PageHeader title={t('found.title')} lead={t('found.lead')} />
      <ProblemCallout error={error} />
      {!data && !error && <Skeleton lines={8} />}
      {data?.length === 0 && <EmptyState title={t('found.nobody')}>{t('found.nobodyText')}</EmptyState>}
      {data?.map((consent) => (
        <Section key={consent.recognizer.id} title={consent.recognizer.name}>
          <ConsentForm consent={consent} />
        </Section>
      ))}
      {data && data.length > 0 && (
        <p className={styles.small}>
          {t('found.badges')} <Link href="/badges">{t('found.badgesLink')}</Link>
        </p>
      )}
    </Page>
  );
}

function ConsentForm({ consent: { recognizer, ...before } }: { consent: Consent }) {
  const { t } = useTranslation('talent');
  const queries = useQueryClient();
  const toast = useToast();
  const [said, setSaid] = useState(before);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/organizations/{organizationId}/talent/consent', {
          params: { path: { organizationId: recognizer.id } },
          body: said,
        }),
      ),
    onSuccess: () => {
      toast({ text: t('found.saved'), tone: 'positive' });
      return queries.invalidateQueries({ queryKey: consentsQuery.queryKey });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }
  return (
    <form className={styles.pile} onSubmit={submit}>
      <Checkbox
        label={t('found.shown')}
        hint={t('found.shownHint', { name: recognizer.name })}
        checked={said.shown}
        onChange={({ target: { checked } }) => setSaid({ ...said, shown: checked })}
      />
      {said.shown && (
        <>
          <CheckboxGroup legend={t('found.offers')} optional={t('found.optional')}>
            {offers.map((offer) => (
              <Checkbox
                key={offer}
                label={t(`people.${offer}`)}
                checked={said.offers.includes(offer)}
                onChange={({ target: { checked } }) =>
                  setSaid({ ...said, offers: offers.filter((one) => (one === offer ? checked : said.offers.includes(one))) })
                }
              />
            ))}
          </CheckboxGroup>
          <RadioGroup
            legend={t('found.contact')}
            name={`contact-${recognizer.id}`}
            value={said.contact}
            onChange={(contact) => setSaid({ ...said, contact: contact as Consent['contact'] })}
            options={[
              { value: 'message', label: t('found.message'), hint: t('found.messageHint') },
              { value: 'address', label: t('found.address'), hint: t('found.addressHint') },
            ]}
          />
          <TextArea
            label={t('found.note')}
            hint={t('found.noteHint')}
            optional={t('found.optional')}
            maxLength={300}
            rows={2}
            value={said.note}
            onChange={({ target: { value } }) => setSaid({ ...said, note: value })}
          />
        </>
      )}
      <ProblemCallout error={save.error} />
      <span>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t('found.save')}
        </Button>
      </span>
    </form>
  );
}
