import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useToast } from '../ui/Toast.tsx';
import { CaseReading } from './CaseReading.tsx';
import { CaseWriting } from './CaseWriting.tsx';
import { Decide } from './Decide.tsx';
import { MyLines } from './MyLines.tsx';
import { RequestState } from './RequestState.tsx';
import styles from './taking-part.module.css';
import { type PreApproval, requestQuery, useAct } from './taking-part-queries.ts';

const route = getRouteApi('/signed-in/pre-approvals/$preApprovalId');

/** A request for pre-approval: written by who asks, read by everybody else. */
export function PreApprovalPage() {
  const { t } = useTranslation('takingPart');
  const { preApprovalId } = route.useParams();
  const { data: request, error, refetch } = useQuery(requestQuery(preApprovalId));
  usePageTitle(request ? t('request.of', { program: request.program.name }) : t('request.title'));
  if (error && !request) return <ErrorPage error={error} reset={() => void refetch()} />;
  if (!request)
    return (
      <Page>
        <Skeleton lines={6} />
      </Page>
    );
  const { program, educator, group, state, mine } = request;
  const isWritten = state === 'draft' || state === 'asked-back';
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumbs
            label={t('here')}
            items={
              mine.takesPart
                ? [
                    { href: '/my-programs', label: t('mine.title') },
                    { href: `/my-programs/${program.id}`, label: program.name },
                  ]
                : [{ href: '/reviews', label: t('review.title') }]
            }
          />
        }
        eyebrow={`${request.recognizer.name} · ${program.name}`}
        title={t('request.title')}
        lead={group ? t('request.forGroup', { group: group.name, name: educator.name }) : t('request.by', { name: educator.name })}
        meta={<RequestState state={state} />}
      />
      <div className={styles.reading}>
        <Standing request={request} />
        {isWritten && mine.takesPart && group && <MyLines request={request} />}
        {isWritten && mine.manages ? <CaseWriting key={request.id} request={request} /> : <CaseReading request={request} />}
        {!mine.takesPart && <Decide request={request} />}
        {mine.manages && <Leaving request={request} />}
      </div>
    </Page>
  );
}

/** What just happened to it, and what comes next. */
function Standing({ request }: { request: PreApproval }) {
  const { t, i18n } = useTranslation('takingPart');
  const toast = useToast();
  const revise = useAct(
    () => answer(api.POST('/api/v1/pre-approvals/{preApprovalId}/revision', { params: { path: { preApprovalId: request.id } } })),
    () => toast({ text: t('request.revised') }),
  );
  const { state, record, approvers, grantedAt, mine } = request;
  const said = [...record].reverse().find(({ act }) => act === 'ask-back' || act === 'decline');
  const turn = approvers.find((approver) => approver.state === 'turn')?.title ?? '';
  if (state === 'asked-back' && said)
    return (
      <Callout tone="caution" icon="message" title={`${t('request.askedBack')}: ${said.by.name}`}>
        <p className={styles.text}>{said.reason}</p>
      </Callout>
    );
  if (state === 'declined' && said)
    return (
      <Callout
        title={`${t('request.declined')}: ${said.by.name}`}
        actions={
          mine.manages && (
            <Button variant="primary" busy={revise.isPending} onClick={() => revise.mutate(undefined)}>
              {t('request.revise')}
            </Button>
          )
        }
      >
        <p className={styles.text}>{said.reason}</p>
      </Callout>
    );
  if (state === 'approved' && grantedAt)
    return (
      <Callout
        tone="positive"
        title={t('request.approvedOn', {
          date: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeZone: request.recognizer.timezone }).format(
            new Date(grantedAt),
          ),
        })}
        actions={
          <Button size="small" className={styles.unprinted ?? ''} onClick={() => window.print()}>
            {t('request.print')}
          </Button>
        }
      >
        {mine.takesPart && t('request.approvedText')}
      </Callout>
    );
  if (state === 'submitted' && mine.takesPart) return <Callout icon="clock" title={t('request.waits', { approver: turn })} />;
  return null;
}

function Leaving({ request }: { request: PreApproval }) {
  const { t } = useTranslation('takingPart');
  const toast = useToast();
  const withdraw = useAct(
    () => answer(api.POST('/api/v1/pre-approvals/{preApprovalId}/withdrawal', { params: { path: { preApprovalId: request.id } } })),
    () => toast({ text: t('request.withdrawn') }),
  );
  if (request.state === 'approved' || request.state === 'withdrawn') return null;
  return (
    <p className={styles.unprinted}>
      <Button variant="quiet" size="small" busy={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
        {t('request.withdraw')}
      </Button>
    </p>
  );
}
