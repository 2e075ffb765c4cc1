import { useTranslation } from 'react-i18next';
import { Link } from '../ui/Link.tsx';
import { PlainMarkdown } from '../ui/PlainMarkdown.tsx';
import { Section } from '../ui/Section.tsx';
import { StatusChip, type StatusTone } from '../ui/StatusChip.tsx';
import { Steps } from '../ui/Steps.tsx';
import { longDay } from './long-day.ts';
import styles from './taking-part.module.css';
import type { PreApproval } from './taking-part-queries.ts';

type Progress = PreApproval['members'][number]['lines'][number]['progress'];
const tones: Record<Progress, StatusTone> = {
  'not-started': 'neutral',
  'in-progress': 'active',
  awarded: 'positive',
  claimed: 'info',
  posted: 'positive',
};

/** A request to read: what was written, who wants to earn what and how far it is, who decides, its record. */
export function CaseReading({ request }: { request: PreApproval }) {
  const { t } = useTranslation('takingPart');
  const { text, program } = request;
  const dates =
    text.startsOn && text.endsOn ? t('request.from', { from: longDay(text.startsOn), to: longDay(text.endsOn) }) : t('request.noText');
  const parts = [
    { key: 'rationale', title: t('request.rationale'), text: text.rationale },
    { key: 'effect', title: t('request.studentEffect'), text: text.studentEffect },
    { key: 'fit', title: t('request.missionFit'), text: text.missionFit },
    { key: 'dates', title: t('request.dates'), text: dates },
  ];
  return (
    <div className={styles.reading}>
      {parts.map(({ key, title, text: written }) => (
        <section key={key} className={styles.part}>
          <h2>{title}</h2>
          <p className={styles.text}>{written || t('request.noText')}</p>
        </section>
      ))}
      <MemberLines request={request} />
      {program.mission && (
        <Section title={t('request.mission')}>
          <PlainMarkdown>{program.mission}</PlainMarkdown>
        </Section>
      )}
      <CaseRecord request={request} />
    </div>
  );
}

/** Each member with own lines; of an own request the one educator's. */
export function MemberLines({ request: { members, group, state } }: { request: PreApproval }) {
  const { t } = useTranslation('takingPart');
  const shows = state === 'approved';
  // whoever leads sees whom to ask; a decided request asks nobody any more
  const missing =
    group && (state === 'draft' || state === 'asked-back')
      ? group.people.filter(({ id }) => !members.some(({ educatorId }) => educatorId === id)).map(({ name }) => name)
      : [];
  return (
    <Section
      title={group ? t('request.members') : t('request.lines')}
      lead={group && t('request.membersCount', { count: members.length, people: group.people.length, min: group.min, max: group.max })}
    >
      {members.length === 0 && <p>{t('request.none')}</p>}
      {members.length > 0 && missing.length > 0 && (
        <p className={styles.small}>{t('request.without', { names: new Intl.ListFormat('en-US').format(missing) })}</p>
      )}
      <ul className={styles.record}>
        {members.map(({ educatorId, name, note, lines }) => (
          <li key={educatorId} className={group ? styles.member : styles.part}>
            {group && <strong>{name}</strong>}
            <ul className={styles.lines}>
              {lines.map(({ entryId, title, microCredentialSlug, progress }) => (
                <li key={entryId}>
                  {microCredentialSlug ? <Link href={`/micro-credentials/${microCredentialSlug}`}>{title}</Link> : title}
                  {shows && <StatusChip tone={tones[progress]}>{t(`request.progress.${progress}`)}</StatusChip>}
                </li>
              ))}
            </ul>
            {note && <p className={styles.small}>{note}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who decides, and everything that was done with it. */
export function CaseRecord({ request: { approvers, record, recognizer } }: { request: PreApproval }) {
  const { t, i18n } = useTranslation('takingPart');
  const at = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', timeZone: recognizer.timezone });
  return (
    <>
      <Section title={t('request.approvers')}>
        <Steps
          upright
          label={t('request.approvers')}
          steps={approvers.map(({ title, state }, index) => ({
            id: String(index),
            title,
            state: state === 'turn' ? ('current' as const) : state === 'done' ? ('done' as const) : ('ahead' as const),
            stateLabel: t(`request.approverState.${state}`),
            detail: t(`request.approverState.${state}`),
          }))}
        />
      </Section>
      {record.length > 0 && (
        <Section title={t('request.record')}>
          <ol className={styles.record}>
            {record.map(({ number, act, by, at: moment, reason }) => (
              <li key={number}>
                <p>
                  <strong>{t(`request.act.${act}`)}</strong> · {by.name} · <time dateTime={moment}>{at.format(new Date(moment))}</time>
                </p>
                {reason && <p className={styles.text}>{reason}</p>}
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  );
}
