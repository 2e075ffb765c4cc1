import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import { useToast } from '../ui/Toast.tsx';
import { AddEvidence } from './AddEvidence.tsx';
import { EvidenceItemRow } from './EvidenceItemRow.tsx';
import styles from './portfolio.module.css';
import { type Journey, journeyQuery, type Requirement } from './queries.ts';

export interface EvidenceFieldProps {
  journey: Journey;
  partId: string;
  requirement: Requirement;
  /** Nothing can be changed: the part has passed, or the journey is closed. */
  locked: boolean;
}

/** What stands under one requirement, in the earner's order, and ways to add more. */
export function EvidenceField({ journey, partId, requirement, locked }: EvidenceFieldProps) {
  const { t } = useTranslation('portfolio');
  const queries = useQueryClient();
  const toast = useToast();
  const [announced, setAnnounced] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const items = journey.evidence.filter((each) => each.partId === partId && each.requirementId === requirement.id);
  const place = { journeyId: journey.id, partId, requirementId: requirement.id };
  const reload = () => queries.invalidateQueries({ queryKey: journeyQuery(journey.id).queryKey });
  const change = async (call: Promise<unknown>) => {
    try {
      await call;
    } catch (error) {
      toast({ tone: 'critical', text: error instanceof Error ? error.message : String(error) });
    } finally {
      await reload();
    }
  };
  const order = (evidenceIds: string[]) =>
    change(
      answer(api.PUT('/api/v1/journeys/{journeyId}/evidence/{partId}/{requirementId}', { params: { path: place }, body: { evidenceIds } })),
    );
  const attach = (evidenceId: string) =>
    answer(
      api.PUT('/api/v1/journeys/{journeyId}/evidence/{partId}/{requirementId}/{evidenceId}', {
        params: { path: { ...place, evidenceId } },
      }),
    );
  const takeAway = async (evidenceId: string, title: string) => {
    await change(
      answer(
        api.DELETE('/api/v1/journeys/{journeyId}/evidence/{partId}/{requirementId}/{evidenceId}', {
          params: { path: { ...place, evidenceId } },
        }),
      ),
    );
    toast({ text: t('evidence.removed', { title }), action: { label: t('undo'), run: () => void change(attach(evidenceId)) } });
    list.current?.focus();
  };

  const actionsOf = (index: number): MenuAction[] => {
    const ids = items.map((each) => each.item.id);
    const move = (to: number) => {
      const moved = ids.toSpliced(index, 1).toSpliced(to, 0, ids[index] ?? '');
      setAnnounced(`${items[index]?.item.title}: ${to + 1}`);
      void order(moved);
    };
    const { id = '', title = '' } = items[index]?.item ?? {};
    return [
      { id: 'up', label: t('evidence.up'), disabled: index === 0, run: () => move(index - 1) },
      { id: 'down', label: t('evidence.down'), disabled: index === ids.length - 1, run: () => move(index + 1) },
      { id: 'remove', label: t('evidence.remove'), icon: 'close', run: () => void takeAway(id, title) },
    ];
  };
  const kinds = requirement.kinds.filter((kind) => kind !== 'text').map((kind) => t(`evidence.kinds.${kind}`));
  return (
    <div className={styles.evidence}>
      {!locked && (
        <p className={styles.small}>
          {t('evidence.asked', { count: requirement.max, kinds: new Intl.ListFormat('en', { type: 'disjunction' }).format(kinds) })}
          {requirement.maxMinutes && ` ${t('evidence.minutes', { count: requirement.maxMinutes })}`}
          {requirement.maxAgeMonths && ` ${t('evidence.age', { count: requirement.maxAgeMonths })}`}
        </p>
      )}
      {!locked && <KeptFor journey={journey} />}
      {items.length > 0 && (
        <ul className={styles.items} ref={list} tabIndex={-1} aria-label={`${t('evidence.title')}: ${requirement.title}`}>
          {items.map(({ item, shared }, index) => (
            <li key={item.id}>
              <EvidenceItemRow
                item={item}
                actions={
                  !locked && <Menu label={t('evidence.more', { title: item.title })} icon="more" iconOnly items={actionsOf(index)} />
                }
              >
                {!locked && !item.showsStudents && (
                  <ShareChoice
                    shared={shared}
                    onChange={(wanted) =>
                      change(
                        answer(
                          api.PUT('/api/v1/journeys/{journeyId}/sharing/{evidenceId}', {
                            params: { path: { journeyId: journey.id, evidenceId: item.id } },
                            body: { shared: wanted },
                          }),
                        ),
                      )
                    }
                  />
                )}
                {!locked && item.showsStudents && <p className={styles.small}>{t('evidence.neverShared')}</p>}
              </EvidenceItemRow>
            </li>
          ))}
        </ul>
      )}
      <span className="visually-hidden" role="status">
        {announced}
      </span>
      {!locked && (
        <AddEvidence
          place={place}
          requirement={requirement}
          present={new Set(items.map((each) => each.item.id))}
          onAttach={(item) => void change(attach(item.id))}
          onAdded={() => void reload()}
        />
      )}
    </div>
  );
}

/** Whether an item goes onto the badge; moves at once, and back when the server refuses. */
function ShareChoice({ shared, onChange }: { shared: boolean; onChange: (shared: boolean) => Promise<void> }) {
  const { t } = useTranslation('portfolio');
  const [wanted, setWanted] = useState<boolean | null>(null);
  const checked = wanted ?? shared;
  return (
    <Checkbox
      label={t('evidence.share')}
      hint={checked ? t('evidence.shareHint') : undefined}
      checked={checked}
      onChange={(event) => {
        setWanted(event.target.checked);
        void onChange(event.target.checked).finally(() => setWanted(null));
      }}
    />
  );
}

/** How long the issuer keeps what is added here: said before it is. */
function KeptFor({ journey: { issuer, retention } }: { journey: Journey }) {
  const { t } = useTranslation('portfolio');
  const { studentsDays, allDays } = retention;
  if (studentsDays === null && allDays === null) return null;
  return (
    <p className={styles.small}>
      {allDays !== null && t('evidence.keptAll', { issuer: issuer.name, days: allDays })}{' '}
      {studentsDays !== null && studentsDays !== allDays && t('evidence.keptStudents', { days: studentsDays })}
    </p>
  );
}
