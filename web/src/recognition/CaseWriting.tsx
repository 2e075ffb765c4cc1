import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { DocumentConflict, DocumentSaved } from '../learning/DocumentState.tsx';
import { type DocumentPorts, useSavedDocument } from '../learning/saved-document.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { ErrorSummary } from '../ui/ErrorSummary.tsx';
import { PlainMarkdown } from '../ui/PlainMarkdown.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import { CaseRecord, MemberLines } from './CaseReading.tsx';
import { EntryPicker } from './EntryPicker.tsx';
import styles from './taking-part.module.css';
import { type PreApproval, programQuery, requestQuery, useAct } from './taking-part-queries.ts';

type Text = PreApproval['text'];

/** The request as its author writes it: kept as it is typed, submitted when everything is there. */
export function CaseWriting({ request }: { request: PreApproval }) {
  const { t } = useTranslation('takingPart');
  const toast = useToast();
  const ports = useMemo<DocumentPorts<Text>>(
    () => ({
      send: ({ value, revision }) =>
        answer(
          api.PUT('/api/v1/pre-approvals/{preApprovalId}/text', {
            params: { path: { preApprovalId: request.id } },
            body: { revision, text: value },
          }),
        ),
      current: ({ revision, ...text }) => ({ value: text as unknown as Text, revision: revision as number }),
    }),
    [request.id],
  );
  const [opened] = useState(() => ({ value: request.text, revision: request.revision }));
  const written = useSavedDocument(`pre-approval/${request.id}`, opened, ports);
  const fresh = useQuery(requestQuery(request.id));
  const [asked, setAsked] = useState(false);
  const submit = useAct(
    async () => {
      await written?.settled();
      const { data: now } = await fresh.refetch();
      if (now?.missing.length) {
        setAsked(true);
        return false;
      }
      await answer(api.POST('/api/v1/pre-approvals/{preApprovalId}/submission', { params: { path: { preApprovalId: request.id } } }));
      return true;
    },
    (done) => done && toast({ text: t('request.submitted', { approver: turn }), tone: 'positive' }),
  );
  const turn = (request.approvers.find(({ state }) => state === 'turn') ?? request.approvers[0])?.title ?? '';
  if (!written) return <Skeleton lines={6} />;
  const { value } = written;
  const set = (change: Partial<Text>) => written.change({ ...value, ...change });
  const missing = asked ? (fresh.data?.missing ?? []) : [];
  const errorOf = (path: string) => missing.find((one) => one.path === path)?.message;
  return (
    <>
      {missing.length > 0 && (
        <ErrorSummary title={t('request.missing')} errors={missing.map(({ path, message }) => ({ href: `#${path}`, text: message }))} />
      )}
      <DocumentConflict of={written as never} />
      <div className={styles.form}>
        <TextArea
          id="rationale"
          label={t('request.rationale')}
          hint={t('request.rationaleHint')}
          error={errorOf('rationale')}
          maxLength={10000}
          value={value.rationale}
          onChange={(event) => set({ rationale: event.target.value })}
        />
        <TextArea
          id="studentEffect"
          label={t('request.studentEffect')}
          hint={t('request.studentEffectHint')}
          error={errorOf('studentEffect')}
          maxLength={10000}
          value={value.studentEffect}
          onChange={(event) => set({ studentEffect: event.target.value })}
        />
        {request.program.mission && (
          <Disclosure title={t('request.mission')}>
            <PlainMarkdown>{request.program.mission}</PlainMarkdown>
          </Disclosure>
        )}
        <TextArea
          id="missionFit"
          label={t('request.missionFit')}
          error={errorOf('missionFit')}
          maxLength={10000}
          value={value.missionFit}
          onChange={(event) => set({ missionFit: event.target.value })}
        />
        <div className={styles.two}>
          <TextField
            id="startsOn"
            type="date"
            label={t('request.startsOn')}
            error={errorOf('startsOn')}
            value={value.startsOn ?? ''}
            onChange={(event) => set({ startsOn: event.target.value || null })}
          />
          <TextField
            id="endsOn"
            type="date"
            label={t('request.endsOn')}
            error={errorOf('endsOn')}
            value={value.endsOn ?? ''}
            onChange={(event) => set({ endsOn: event.target.value || null })}
          />
        </div>
      </div>
      <div id={request.group ? 'group' : 'lines'} tabIndex={-1}>
        {request.group ? (
          <>
            <Proposal request={request} proposed={value.proposed} onChange={(proposed) => set({ proposed })} />
            <MemberLines request={request} />
          </>
        ) : (
          <OwnLines request={request} />
        )}
      </div>
      <div className={styles.bar}>
        <Button variant="primary" busy={submit.isPending} onClick={() => submit.mutate(undefined)}>
          {submit.isPending ? t('request.submitting') : t('request.submit', { approver: turn })}
        </Button>
        <DocumentSaved of={written as never} />
      </div>
      <CaseRecord request={request} />
    </>
  );
}

function Proposal({ request, proposed, onChange }: { request: PreApproval; proposed: string[]; onChange(proposed: string[]): void }) {
  const { t } = useTranslation('takingPart');
  const { data: program } = useQuery(programQuery(request.program.id));
  if (!program) return <Skeleton lines={4} />;
  return (
    <Section title={t('request.proposed')} lead={t('request.proposedLead')}>
      <EntryPicker
        legend={t('request.proposed')}
        entries={program.entries}
        picked={proposed}
        atMost={program.definition.choice.atMost}
        onChange={onChange}
      />
    </Section>
  );
}

/** What one educator wants to earn: kept with each change. */
function OwnLines({ request }: { request: PreApproval }) {
  const { t } = useTranslation('takingPart');
  const { data: program } = useQuery(programQuery(request.program.id));
  const [picked, setPicked] = useState(() => request.members.flatMap(({ lines }) => lines.map(({ entryId }) => entryId)));
  // quick presses must not overtake each other
  const keep = useAct(
    (entryIds: string[]) =>
      answer(
        api.PUT('/api/v1/pre-approvals/{preApprovalId}/lines', {
          params: { path: { preApprovalId: request.id } },
          body: { entryIds, note: '' },
        }),
      ),
    undefined,
    `lines/${request.id}`,
  );
  if (!program) return <Skeleton lines={4} />;
  return (
    <Section title={t('request.lines')} lead={t('request.linesLead')}>
      <EntryPicker
        legend={t('request.lines')}
        entries={program.entries}
        picked={picked}
        atMost={program.definition.choice.atMost}
        onChange={(next) => {
          setPicked(next);
          keep.mutate(next);
        }}
      />
    </Section>
  );
}
