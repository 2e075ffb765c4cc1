import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/generated.ts';
import { signInAddress } from '../../shell/next-address.ts';
import { whoReads } from '../../shell/who-reads.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { monthsUntil, saidAmount, saidCount, saidDate } from '../said-amount.ts';
import styles from './worth.module.css';

type Value = components['schemas']['ValueForMe'];
type Gain = components['schemas']['Gain'];
type Progress = components['schemas']['IncentiveProgress'];

/** Set for those who were told something, so that the next page keeps a place from its first paint on (entry-theme.ts). */
const hint = 'brevet.worth';

type Listing = components['schemas']['ListingProgram'];

interface WorthProps {
  /** Id and slug. */
  microCredential: { id: string; slug: string };
  /** The open programs that list it. */
  programs: readonly Listing[];
}

/**
 * What the micro-credential would add for the educator who reads. The page is the same for everybody, so the browser asks once it stands;
 * until then, and for those without a program that lists it, stand the programs that do.
 */
export function WorthToMe({ microCredential, programs }: WorthProps) {
  const { t } = useTranslation('worth');
  const [worth, setWorth] = useState<{ isSignedIn: boolean; values: Value[] }>();
  const { id, slug } = microCredential;
  useEffect(() => {
    let gone = false;
    void worthOf(id).then((found) => !gone && setWorth(found));
    return () => {
      gone = true;
    };
  }, [id]);
  if (worth?.values.length)
    return (
      <Section title={t('title')} lead={t('lead')}>
        {worth.values.map((value) => (
          <AtRecognizer key={value.recognizer.id} value={value} />
        ))}
      </Section>
    );
  return (
    <>
      {!worth && (
        <div className={styles.kept} aria-busy>
          <Section title={t('title')} lead={t('lead')}>
            <span className="visually-hidden">{t('loading')}</span>
            <Skeleton lines={3} />
          </Section>
        </div>
      )}
      <div className={worth ? undefined : styles.open}>
        <Programs programs={programs} slug={slug} isSignedIn={worth?.isSignedIn ?? false} />
      </div>
    </>
  );
}

/** The programs that recognize it, and what to do next. */
function Programs({ programs, slug, isSignedIn }: { programs: readonly Listing[]; slug: string; isSignedIn: boolean }) {
  const { t } = useTranslation('worth');
  return (
    <Section title={t('open.title')} {...(programs.length > 0 && { lead: t('open.lead') })}>
      {programs.length > 0 && (
        <ul className={styles.programs}>
          {programs.map(({ id, slug: program, name, recognizer, incentives }) => (
            <li key={id}>
              <h3 className={styles.at}>
                <a href={`/programs/${recognizer.slug}/${program}`}>{t('open.at', { program: name, recognizer: recognizer.name })}</a>
              </h3>
              {incentives.length === 0 && <p>{t('open.nothing')}</p>}
              {incentives.map(({ incentiveId, sentence }) => (
                <p key={incentiveId}>{sentence}</p>
              ))}
            </li>
          ))}
        </ul>
      )}
      {isSignedIn ? (
        <p>
          {t('open.notYours')} <a href="/my-programs">{t('open.mine')}</a>
        </p>
      ) : (
        <p>
          {programs.length === 0 && `${t('open.none')} `}
          <a href={signInAddress(`/micro-credentials/${slug}`)}>{t('open.signIn')}</a>
        </p>
      )}
    </Section>
  );
}

async function worthOf(microCredentialId: string): Promise<{ isSignedIn: boolean; values: Value[] }> {
  const { person } = await whoReads();
  const answer = person && (await fetch(`/api/v1/micro-credentials/${microCredentialId}/value`).catch(() => null));
  const values = answer?.ok ? ((await answer.json()) as { items: Value[] }).items : [];
  if (values.length) localStorage.setItem(hint, 'yes');
  else if (!person) localStorage.removeItem(hint);
  return { isSignedIn: person !== null, values };
}

function AtRecognizer({ value }: { value: Value }) {
  const { t } = useTranslation('worth');
  const { recognizer, program, counted, gives, incentives, licenceEndsOn } = value;
  const open = counted === 'no';
  return (
    <article className={styles.value}>
      <h3 className={styles.at}>{t('at', { program: program.name, recognizer: recognizer.name })}</h3>
      {gives.length > 0 && (
        <ul className={styles.gives}>
          {gives.map((gain) => (
            <Gives key={`${gain.incentiveId}/${gain.kind}/${gain.unit}/${gain.effectiveOn}`} gain={gain} />
          ))}
        </ul>
      )}
      {!open && <p>{t(counted as 'claimed' | 'posted')}</p>}
      {open && gives.length === 0 && <p>{t(incentives.length ? 'noneYet' : 'none')}</p>}
      <ul className={styles.reasons}>
        {incentives.map((incentive) => (
          <Reason key={incentive.incentiveId} progress={incentive} gives={gives} open={open} />
        ))}
      </ul>
      {licenceEndsOn && (
        <p className={styles.small}>{t('licence', { date: saidDate(licenceEndsOn), count: monthsUntil(licenceEndsOn) })}</p>
      )}
      {open && program.asksPreApproval && <Callout title={t('preApproval')} />}
      <p className={styles.small}>
        <a href={`/statement?at=${recognizer.id}`}>{t('statement')}</a>
      </p>
    </article>
  );
}

function Gives({ gain }: { gain: Gain }) {
  const { t } = useTranslation('worth');
  return (
    <li>
      <strong className={styles.amount}>{saidAmount(gain)}</strong>
      <span>
        {t(`kind.${gain.kind as 'credit'}`)}, {t('from', { date: saidDate(gain.effectiveOn) })}
      </span>
    </li>
  );
}

function Reason({ progress, gives, open }: { progress: Progress; gives: readonly Gain[]; open: boolean }) {
  const { t } = useTranslation('worth');
  const { name, sentence, waiting, caps, given, pays, incentiveId, takes } = progress;
  const pay = gives.some((gain) => gain.incentiveId === incentiveId);
  const full = caps.some(({ left }) => Number(left) === 0);
  return (
    <li>
      <strong>{name}</strong>
      <p>{sentence}</p>
      <p className={styles.stands}>
        {given && <span>{t('given')}</span>}
        {!given && waiting && <span>{waitingWords(t, waiting, open && !takes, pay)}</span>}
        {!given && waiting?.lapsesOn && <span>{t('lapses', { date: saidDate(waiting.lapsesOn) })}</span>}
        {caps.map(({ per, amount, left }) => (
          <span key={per}>
            {t('cap', {
              left: saidAmount({ ...pays, amount: left }),
              amount: saidAmount({ ...pays, amount }),
              per: t(`per.${per as 'cycle'}`),
            })}
          </span>
        ))}
        {open && full && !pay && <span>{t('capped')}</span>}
      </p>
    </li>
  );
}

/** Where one stands toward the next: awards are counted with this one, credits as they are. */
function waitingWords(
  t: ReturnType<typeof useTranslation<'worth'>>['t'],
  { amount, of, unit }: NonNullable<Progress['waiting']>,
  thisOne: boolean,
  completes: boolean,
): string {
  const said = { have: Number(amount), of: saidCount(of, unit), after: Number(amount) + 1 };
  if (thisOne && unit === 'award') return t(completes ? 'makes' : 'waits', said);
  return t('stands', said);
}
