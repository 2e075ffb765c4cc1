import { useTranslation } from 'react-i18next';
import type { components } from '../api/generated.ts';
import { GuillocheBand } from '../badge-art/GuillocheBand.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Link } from '../ui/Link.tsx';
import { PlainMarkdown } from '../ui/PlainMarkdown.tsx';
import { Section } from '../ui/Section.tsx';
import { Steps } from '../ui/Steps.tsx';
import { Table } from '../ui/Table.tsx';
import { longDay } from './long-day.ts';
import styles from './program-page.module.css';

interface Data {
  program: components['schemas']['Program'];
}

/** What a program says of itself, on its page and where one writes it: what it is worth, for whom, when, how it goes, the list. */
export function ProgramView({ program }: Data) {
  const { t } = useTranslation('programs');
  const { definition } = program;
  const audience = useAudience(program);
  return (
    <>
      <Facts program={program} />
      <div className={styles.band}>
        <GuillocheBand seed={program.slug} />
      </div>
      <Section look="margin" title={t('worth')}>
        {program.incentives.length ? (
          <ul className={styles.worth}>
            {program.incentives.map(({ incentiveId, name, sentence }) => (
              <li key={incentiveId}>
                <strong>{name}.</strong> {sentence}
              </li>
            ))}
          </ul>
        ) : (
          <p>{t('worthNone')}</p>
        )}
      </Section>
      <Section look="margin" title={t('whom')}>
        <p>{audience}</p>
      </Section>
      <Section look="margin" title={t('way')}>
        <Way program={program} />
      </Section>
      <Section title={t('list')} lead={t('listLead')}>
        <ApprovedList program={program} />
      </Section>
      {definition.mission && (
        <Section look="margin" title={t('mission')}>
          <PlainMarkdown>{definition.mission}</PlainMarkdown>
        </Section>
      )}
    </>
  );
}

/** Whom it is for, in a sentence: roles, and where. */
function useAudience({ definition, recognizer, schools }: Data['program']): string {
  const { t } = useTranslation('programs');
  const list = new Intl.ListFormat('en-US');
  const who = list.format(definition.audience.roles.map((role) => t(`role.${role}`)));
  return schools.length
    ? t('forSchools', { who, where: list.format(schools.map(({ name }) => name)) })
    : t('forAll', { who, where: recognizer.name });
}

function Facts({ program: { definition, joining, participants } }: Data) {
  const { t } = useTranslation('programs');
  const { choice, groups, preApproval, entries, opensOn, closesOn, capacity } = definition;
  const of = entries.length;
  const { atLeast, atMost } = choice;
  const chosen =
    atMost === null
      ? t('facts.chooseAny', { of })
      : atLeast === atMost
        ? t('facts.chooseExactly', { count: atMost, of })
        : t('facts.chooseRange', { atLeast, atMost, of });
  const together =
    groups.mode === 'none'
      ? t('facts.alone')
      : t(groups.mode === 'required' ? 'facts.groupsOnly' : 'facts.groups', { min: groups.min, max: groups.max });
  const days = {
    'not-yet': opensOn && t('opensOn', { date: longDay(opensOn) }),
    over: closesOn && t('closedOn', { date: longDay(closesOn) }),
    closed: t('closed'),
    open: closesOn && t('closesOn', { date: longDay(closesOn) }),
    full: closesOn && t('closesOn', { date: longDay(closesOn) }),
  };
  return (
    <KeyValueList
      look="facts"
      items={[
        { key: t('facts.choose'), value: chosen },
        { key: t('facts.preApproval'), value: t(preApproval.kind === 'chain' ? 'facts.preApprovalYes' : 'facts.preApprovalNo') },
        { key: t('facts.together'), value: together },
        { key: t('facts.when'), value: days[joining] || t('facts.anyTime') },
        ...(capacity === null
          ? []
          : [{ key: t('facts.places'), value: t('facts.left', { left: Math.max(0, capacity - participants), capacity }) }]),
      ]}
    />
  );
}

function Way({ program: { definition, recognizer } }: Data) {
  const { t } = useTranslation('programs');
  const { steps, preApproval } = definition;
  const ahead = (id: string, title: string, detail?: string) => ({
    id,
    title,
    detail,
    state: 'ahead' as const,
    stateLabel: t('ahead'),
  });
  return (
    <Steps
      upright
      label={t('way')}
      steps={[
        ahead('join', t('step.join'), t('detail.join')),
        ...steps.map(({ id, title }) => ahead(`step-${id}`, title)),
        ...(preApproval.kind === 'chain'
          ? [
              ahead(
                'pre-approval',
                t('step.preApproval'),
                t('detail.preApproval', { approvers: preApproval.steps.map(({ title }) => title).join(', ') }),
              ),
            ]
          : []),
        ahead('earn', t('step.earn'), t('detail.earn')),
        ahead('claim', t('step.claim'), t('detail.claim', { recognizer: recognizer.name })),
      ]}
    />
  );
}

function ApprovedList({ program: { entries } }: Data) {
  const { t } = useTranslation('programs');
  return (
    <Table
      caption={t('list')}
      hideCaption
      rows={entries}
      rowKey={({ entryId }) => entryId}
      columns={[
        {
          key: 'title',
          header: t('column.title'),
          cell: ({ title, microCredential, foreign }) =>
            microCredential ? (
              <Link href={`/micro-credentials/${microCredential.slug}`}>{title}</Link>
            ) : (
              <>
                {title} <span className={styles.from}>{foreign[0]?.issuer ?? t('elsewhere')}</span>
              </>
            ),
        },
        { key: 'difficulty', header: t('column.difficulty'), cell: ({ difficulty }) => t(`difficulty.${difficulty as 1 | 2 | 3}`) },
        { key: 'hours', header: t('column.hours'), numeric: true, cell: ({ hours }) => hours },
      ]}
    />
  );
}
