import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/generated.ts';
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

/**
 * What the micro-credential would add for the educator who reads. The page is the same for everybody, so the browser asks once it stands;
 * nothing stands here for those without a program that lists it.
 */
export function WorthToMe({ microCredentialId }: { microCredentialId: string }) {
  const { t } = useTranslation('worth');
  const [values, setValues] = useState<Value[]>();
  useEffect(() => {
    let gone = false;
    void valuesFor(microCredentialId).then((found) => !gone && setValues(found));
    return () => {
      gone = true;
    };
  }, [microCredentialId]);
  if (values && !values.length) return null;
  return (
    <div className={values ? undefined : styles.kept} aria-busy={!values}>
      <Section title={t('title')} lead={t('lead')}>
        {values ? (
          values.map((value) => <AtRecognizer key={value.recognizer.id} value={value} />)
        ) : (
          <>
            <span className="visually-hidden">{t('loading')}</span>
            <Skeleton lines={3} />
          </>
        )}
      </Section>
    </div>
  );
}

async function valuesFor(microCredentialId: string): Promise<Value[]> {
  const { person } = await whoReads();
  const answer = person && (await fetch(`/api/v1/micro-credentials/${microCredentialId}/value`).catch(() => null));
  const items = answer?.ok ? ((await answer.json()) as { items: Value[] }).items : [];
  if (items.length) localStorage.setItem(hint, 'yes');
  else if (!person) localStorage.removeItem(hint);
  return items;
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
