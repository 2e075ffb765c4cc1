import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { topicWords } from '../../catalog/words.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { PriorityEditor } from './PriorityEditor.tsx';
import styles from './talent.module.css';
import { gapsQuery, type TalentGap } from './talent-queries.ts';
import type { TalentView } from './talent-view.ts';

/** How far each school is from each priority, and the screen on which priorities are set. */
export function GapsView({
  organizationId,
  administers,
  choices,
}: Pick<TalentView, 'organizationId' | 'choices'> & { administers: boolean }) {
  const { t } = useTranslation('talent');
  const { data, error } = useQuery(gapsQuery(organizationId));
  const [editing, setEditing] = useState(false);
  if (editing) return <PriorityEditor organizationId={organizationId} choices={choices} onClose={() => setEditing(false)} />;
  const edit = administers && (
    <Button icon="edit" onClick={() => setEditing(true)}>
      {t('gaps.edit')}
    </Button>
  );
  return (
    <>
      <ProblemCallout error={error} />
      {!data && !error && <Skeleton lines={8} />}
      {data?.gaps.length === 0 && (
        <EmptyState title={t('gaps.none')} {...(edit && { action: edit })}>
          {t('gaps.noneText')}
        </EmptyState>
      )}
      {data && data.gaps.length > 0 && (
        <div className={styles.pile}>
          <p className={styles.small}>{t('gaps.lead')}</p>
          <span className={styles.row}>
            {edit}
            <Button icon="download" href={`/api/v1/organizations/${organizationId}/talent/gaps.csv`}>
              {t('map.csv')}
            </Button>
          </span>
          {data.gaps.map((gap) => (
            <Gap key={`${gap.kind}/${gap.reference}`} gap={gap} />
          ))}
          {data.gaps.some(({ schools }) => schools.some(({ share }) => share === null)) && (
            <p className={styles.small}>{t('map.keptNote', { smallest: data.smallestCell })}</p>
          )}
        </div>
      )}
    </>
  );
}

function Gap({ gap: { kind, title, target, share, schools } }: { gap: TalentGap }) {
  const { t } = useTranslation('talent');
  const all = share === null ? t('gaps.kept') : t('gaps.share', { share });
  return (
    <Section
      title={kind === 'topic' ? topicWords(title) : title}
      lead={t('gaps.target', { kind: t(`gaps.kind.${kind}`), target, share: all })}
    >
      <ul className={styles.gaps}>
        {schools.map((school) => (
          <li key={school.id} className={styles.gap}>
            <span>{school.name}</span>
            <span className={styles.track} aria-hidden="true" {...(school.share === null && { 'data-kept': true })}>
              {school.share !== null && <span className={styles.fill} style={{ inlineSize: `${Math.min(100, school.share)}%` }} />}
              <span className={styles.aim} style={{ insetInlineStart: `calc(${target}% - 1px)` }} />
            </span>
            <span className={styles.small}>
              {school.share === null
                ? `– ${t('gaps.kept')}`
                : [
                    t('gaps.said', { share: school.share, holders: school.holders, educators: school.educators }),
                    school.missing === 0 ? t('gaps.reached') : t('gaps.toGo', { count: school.missing ?? 0 }),
                  ].join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
