import { GuillocheBand } from '../../badge-art/GuillocheBand.tsx';
import { Medallion } from '../../badge-art/Medallion.tsx';
import { Breadcrumbs } from '../Breadcrumbs.tsx';
import { Button } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import { KeyValueList } from '../KeyValueList.tsx';
import { Page } from '../Page.tsx';
import { PageHeader } from '../PageHeader.tsx';
import { ScoringGuide } from '../ScoringGuide.tsx';
import { Section } from '../Section.tsx';
import { StackPath } from '../StackPath.tsx';
import { Table } from '../Table.tsx';
import styles from './MicroCredentialSample.module.css';
import { executiveFunction, friday, SampleShell } from './sample.tsx';

export const guide = {
  levels: [
    { id: 'proficient', name: 'Proficient', passes: true },
    { id: 'basic', name: 'Basic', passes: false },
    { id: 'developing', name: 'Developing', passes: false },
  ],
  criteria: [
    {
      id: 'strategy',
      name: 'Strategy',
      description: 'Students choose a way to plan their own work.',
      levels: {
        proficient:
          'Each student names a strategy, says why it suits them, and uses it over at least two weeks. The artifact shows the choice in the student’s own words.',
        basic: 'Students use a strategy the teacher gave them. Some can say why it helps.',
        developing: 'A strategy is described, but students’ use of it is not shown.',
      },
    },
    {
      id: 'adjustment',
      name: 'Adjustment',
      description: 'What you changed because of what you saw.',
      levels: {
        proficient: 'You show what you noticed, what you changed, and what happened next for at least two students.',
        basic: 'You describe a change, with a first sign of what it did.',
        developing: 'You describe what you noticed. A change is planned or not yet clear.',
      },
    },
    {
      id: 'ownership',
      name: 'Ownership',
      levels: {
        proficient: 'Students can tell when to use which strategy without being reminded.',
        basic: 'Students use the strategy when reminded.',
        developing: 'It is not yet clear who decides when the strategy is used.',
      },
    },
  ],
};

const parts = [
  {
    title: 'Overview questions',
    text: 'Two short answers: who your students are, and why this skill matters for them now.',
    evidence: 'Text, 300 to 500 words each',
  },
  {
    title: 'Work examples',
    text: 'Two students’ own plans, and a short film or photographs of the classroom at work with them.',
    evidence: 'Two documents, one video up to 5 minutes',
  },
  {
    title: 'Reflections',
    text: 'What you learned, what two students say about it, and what you will keep.',
    evidence: 'Text or audio, one from you and two from students',
  },
];

/** A micro-credential's public page: competency, what you will show, how it is judged; all before sign-in. */
export function MicroCredentialSample() {
  return (
    <SampleShell current="Find">
      <div data-issuer="" className={styles.issuer}>
        <Page>
          <PageHeader
            look="display"
            before={
              <Breadcrumbs
                label="Where you are"
                items={[
                  { href: '?sheet=catalog', label: 'Find' },
                  { href: '#stack', label: 'Executive Function' },
                ]}
              />
            }
            eyebrow="The Friday Institute, NC State"
            title="Empowering Your Learners in Executive Function"
            lead="You help students understand how they plan, focus and organize, and choose a strategy that works for them."
            media={
              <Medallion
                microCredentialId="mc-ef-empower"
                stackKey="executive-function"
                issuerColor={friday.color}
                title="Badge: Empowering Your Learners in Executive Function"
                size={320}
              />
            }
            actions={
              <>
                <Button variant="primary" size="large" href="#start" iconAfter="arrow-right">
                  Start your journey
                </Button>
                <Button size="large" icon="bookmark">
                  Keep for later
                </Button>
              </>
            }
          />
          <KeyValueList
            look="facts"
            items={[
              { key: 'of work, in your own time', value: '10 to 12 hours' },
              { key: 'of evidence to gather', value: '3 parts' },
              { key: 'until two experts answer', value: '14 days' },
              { key: 'in Baltimore County', value: '½ CPD credit' },
            ]}
          />
          <div className={styles.band}>
            <GuillocheBand seed="executive-function" />
          </div>
          <Section look="margin" title="What it takes" lead="The method, in short">
            <div className="prose">
              <p>
                Executive function is how we hold a plan in mind, start, switch and finish. Students differ in it more than in almost
                anything else, and it can be practiced. In this micro-credential you make planning visible: students look at how they work,
                try two strategies, and keep the one that serves them.
              </p>
              <p>You will not add a lesson to your week. You will change how students begin and end the work they already do.</p>
            </div>
          </Section>
          <Section
            look="margin"
            title="What you will show"
            lead="Evidence from your own classroom. Stop and come back whenever you like; nothing you write is lost."
          >
            <ol className={styles.parts}>
              {parts.map((part, index) => (
                <li key={part.title} className={styles.part}>
                  <span className={styles.number} aria-hidden="true">
                    {index + 1}
                  </span>
                  <div>
                    <h3 className={styles.partTitle}>{part.title}</h3>
                    <p>{part.text}</p>
                    <p className={styles.evidence}>
                      <Icon name="document" size={16} /> {part.evidence}
                    </p>
                  </div>
                </li>
              ))}
            </ol>
          </Section>
          <Section
            look="margin"
            title="How it is judged"
            lead="Two evaluators read your work against this guide. They never work at your school."
          >
            <ScoringGuide
              caption="Part 2: Work examples"
              levels={guide.levels}
              criteria={guide.criteria}
              words={{ criterion: 'Criterion', passes: 'Passes', chosen: 'Chosen' }}
            />
          </Section>
          <Section look="margin" title="What it is worth" lead="Where it is recognized today">
            <Table
              caption="Recognition by organization"
              hideCaption
              rows={[
                { who: 'Baltimore County Public Schools', what: 'State CPD credit, one for every two', value: '½ credit' },
                { who: 'Kettle Moraine School District', what: 'Base salary, every year from then on', value: '$400.00' },
              ]}
              rowKey={(row) => row.who}
              columns={[
                { key: 'who', header: 'Recognized by', cell: (row) => row.who },
                { key: 'what', header: 'As', cell: (row) => row.what },
                { key: 'value', header: 'Worth', numeric: true, cell: (row) => <strong>{row.value}</strong> },
              ]}
            />
          </Section>
          <Section title="Part of the stack Executive Function" action={<a href="#stack">See the stack</a>}>
            <StackPath
              label="Executive Function"
              stops={executiveFunction.map((title, index) => ({
                id: title,
                title,
                earned: index === 0,
                state: index === 0 ? 'Earned' : index === 1 ? 'This one' : 'Ahead',
                href: '#stop',
                media: (
                  <Medallion
                    microCredentialId={index === 1 ? 'mc-ef-empower' : `ef-${index}`}
                    stackKey="executive-function"
                    issuerColor={friday.color}
                    title={title}
                    size={72}
                    look={index < 2 ? 'color' : 'outline'}
                    decorative
                  />
                ),
              }))}
              goal={{
                id: 'goal',
                title: 'Executive Function',
                earned: false,
                state: 'Stack badge',
                media: (
                  <Medallion
                    kind="stack"
                    members={5}
                    microCredentialId="ef"
                    stackKey="executive-function"
                    issuerColor={friday.color}
                    title=""
                    size={88}
                    decorative
                  />
                ),
              }}
            />
          </Section>
        </Page>
      </div>
    </SampleShell>
  );
}
