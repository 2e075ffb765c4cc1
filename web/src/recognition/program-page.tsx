import { useTranslation } from 'react-i18next';
import type { components } from '../api/generated.ts';
import { GuillocheBand } from '../badge-art/GuillocheBand.tsx';
import { DemoMark } from '../catalog/DemoMark.tsx';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Button } from '../ui/Button.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Link } from '../ui/Link.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PlainMarkdown } from '../ui/PlainMarkdown.tsx';
import { Section } from '../ui/Section.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Steps } from '../ui/Steps.tsx';
import { Table } from '../ui/Table.tsx';
import { longDay } from './long-day.ts';
import styles from './program-page.module.css';

type Program = components['schemas']['Program'];

interface Data {
  program: Program;
}

/** A program in one look: what it is worth, for whom, when, how it goes, the list. */
export function Page({ data: { program }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('programs');
  const { definition, recognizer } = program;
  const isOpen = program.state === 'open';
  return (
    <PublicFrame url={url}>
      <Main>
        <PageHeader
          look="display"
          eyebrow={recognizer.name}
          title={definition.name}
          lead={definition.summary}
          meta={
            <>
              <StatusChip tone={isOpen ? 'positive' : 'neutral'} icon={isOpen ? 'check' : 'lock'}>
                {isOpen ? t('open') : t('closed')}
              </StatusChip>
              {program.demo && <DemoMark />}
            </>
          }
          {...(isOpen && {
            actions: (
              <>
                <Button variant="primary" size="large" iconAfter="arrow-right" href={`/my-programs/${program.id}`}>
                  {t('takePart')}
                </Button>
                <p className={styles.note}>{t('takePartNote')}</p>
              </>
            ),
          })}
        />
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
      </Main>
    </PublicFrame>
  );
}

function Facts({ program: { definition, state } }: Data) {
  const { t } = useTranslation('programs');
  const { choice, groups, preApproval, entries, opensOn, closesOn } = definition;
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
  const when = closesOn
    ? t('closesOn', { date: longDay(closesOn) })
    : opensOn
      ? t('opensOn', { date: longDay(opensOn) })
      : t(state === 'open' ? 'facts.anyTime' : 'closed');
  return (
    <KeyValueList
      look="facts"
      items={[
        { key: t('facts.choose'), value: chosen },
        { key: t('facts.preApproval'), value: t(preApproval.kind === 'chain' ? 'facts.preApprovalYes' : 'facts.preApprovalNo') },
        { key: t('facts.together'), value: together },
        { key: t('facts.when'), value: when },
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

export function head({ program }: Data): PageHead {
  return {
    title: `${program.definition.name} · ${program.recognizer.name} · Brevet`,
    description: program.definition.summary,
    path: `/programs/${program.recognizer.slug}/${program.slug}`,
  };
}
