import { type ReactNode, useState } from 'react';
import { GuillocheBand } from '../../badge-art/GuillocheBand.tsx';
import { Medallion } from '../../badge-art/Medallion.tsx';
import { Avatar } from '../Avatar.tsx';
import { Button } from '../Button.tsx';
import { Callout } from '../Callout.tsx';
import { Card } from '../Card.tsx';
import { Checkbox } from '../Checkbox.tsx';
import { CheckboxGroup } from '../CheckboxGroup.tsx';
import { Combobox } from '../Combobox.tsx';
import { Dialog } from '../Dialog.tsx';
import { Disclosure } from '../Disclosure.tsx';
import { EmptyState } from '../EmptyState.tsx';
import { ErrorSummary } from '../ErrorSummary.tsx';
import { Icon, iconNames } from '../Icon.tsx';
import { KeyValueList } from '../KeyValueList.tsx';
import Markdown from '../Markdown.tsx';
import { Menu } from '../Menu.tsx';
import { Page } from '../Page.tsx';
import { PageHeader } from '../PageHeader.tsx';
import { Pagination } from '../Pagination.tsx';
import { ProgressBar } from '../ProgressBar.tsx';
import { RadioGroup } from '../RadioGroup.tsx';
import { SavedState } from '../SavedState.tsx';
import { ScoringGuide } from '../ScoringGuide.tsx';
import { SearchField } from '../SearchField.tsx';
import { Section } from '../Section.tsx';
import { Select } from '../Select.tsx';
import { Skeleton } from '../Skeleton.tsx';
import { StatusChip } from '../StatusChip.tsx';
import { Steps } from '../Steps.tsx';
import { Table } from '../Table.tsx';
import { Tabs } from '../Tabs.tsx';
import { Tag } from '../Tag.tsx';
import { TextArea } from '../TextArea.tsx';
import { TextField } from '../TextField.tsx';
import { ToastRegion, useToast } from '../Toast.tsx';
import styles from './ComponentSheet.module.css';
import { guide } from './MicroCredentialSample.tsx';
import { promise, SampleShell } from './sample.tsx';

const Row = ({ children }: { children: ReactNode }) => <div className={styles.row}>{children}</div>;
const Grid = ({ children }: { children: ReactNode }) => <div className={styles.grid}>{children}</div>;

function Toasts() {
  const toast = useToast();
  return (
    <Row>
      <Button
        onClick={() => toast({ text: 'Evidence removed.', action: { label: 'Undo', run: () => toast({ text: 'Evidence is back.' }) } })}
      >
        Remove evidence
      </Button>
      <Button onClick={() => toast({ text: 'The link did not copy. Select it and copy it by hand.', tone: 'critical' })}>Copy link</Button>
    </Row>
  );
}

function Dialogs() {
  const [open, setOpen] = useState<'center' | 'side' | undefined>();
  const close = () => setOpen(undefined);
  return (
    <Row>
      <Button onClick={() => setOpen('center')}>Withdraw submission…</Button>
      <Button onClick={() => setOpen('side')} icon="filter">
        Filters
      </Button>
      <Dialog
        open={open === 'center'}
        onClose={close}
        title="Withdraw this submission?"
        closeLabel="Close"
        actions={
          <>
            <Button variant="danger" onClick={close}>
              Withdraw submission
            </Button>
            <Button onClick={close}>Keep it</Button>
          </>
        }
      >
        <p>Evaluators have not opened it yet. Your answers stay in your journey; you can submit again at any time.</p>
      </Dialog>
      <Dialog open={open === 'side'} onClose={close} title="Filters" closeLabel="Close" look="side">
        <CheckboxGroup legend="Effort">
          <Checkbox label="Up to 6 hours" count={14} />
          <Checkbox label="6 to 10 hours" count={31} />
        </CheckboxGroup>
      </Dialog>
    </Row>
  );
}

const ledger = [
  { id: '1', date: '4 May 2026', what: 'Grit and Resilience', kind: 'Base salary', amount: '$400.00' },
  { id: '2', date: '12 Jun 2026', what: 'Creative Problem Solving', kind: 'Base salary', amount: '$600.00' },
  { id: '3', date: '1 Jul 2026', what: 'Correction: Grit and Resilience', kind: 'Reversal', amount: '−$400.00' },
];

/** Every component in its states. */
export function ComponentSheet() {
  const [school, setSchool] = useState<string | null>('cedar');
  return (
    <ToastRegion label="Notices" closeLabel="Close">
      <SampleShell current="Stacks">
        <Page>
          <PageHeader
            eyebrow="Brevet"
            title="Components"
            lead="Every component in all its states, for our own eyes."
            meta={
              <>
                <StatusChip tone="info">For review</StatusChip>
                <span>Updated today</span>
              </>
            }
            actions={
              <>
                <Button variant="primary">Primary step</Button>
                <Button>Another way</Button>
              </>
            }
          />

          <Section title="Type">
            <p className={styles.display}>What you can do, shown</p>
            <h1>Heading one, for a page</h1>
            <h2>Heading two, for a part of it</h2>
            <h3>Heading three, for a thing in a list</h3>
            <h4>Heading four, for small parts</h4>
            <div className="prose">
              <p>
                Body text is Atkinson Hyperlegible at seventeen pixels, set to a measure of sixty-six characters. It holds{' '}
                <strong>strong words</strong>, <em>stressed words</em>, <a href="#link">links that look like links</a>, and numbers like
                1,284 and $600.00.
              </p>
              <blockquote>Not yet is not no. It is a note about what to do next.</blockquote>
              <ul>
                <li>One thing</li>
                <li>
                  Another thing with a key: press <kbd>J</kbd>
                </li>
              </ul>
            </div>
          </Section>

          <Section title="Color">
            <div className={styles.swatches}>
              {[
                'paper',
                'paper-raised',
                'paper-sunk',
                'paper-deep',
                'ink',
                'ink-soft',
                'ink-faint',
                'line',
                'line-strong',
                'accent',
                'accent-strong',
                'accent-wash',
                'positive',
                'positive-wash',
                'caution',
                'caution-wash',
                'critical',
                'critical-wash',
                'info',
                'info-wash',
              ].map((name) => (
                <div key={name} className={styles.swatch} style={{ '--swatch': `var(--${name})` } as React.CSSProperties}>
                  {name}
                </div>
              ))}
            </div>
          </Section>

          <Section title="Buttons">
            <Row>
              <Button variant="primary">Submit for evaluation</Button>
              <Button>Save for later</Button>
              <Button variant="quiet">Show all</Button>
              <Button variant="danger" icon="trash">
                Delete draft
              </Button>
            </Row>
            <Row>
              <Button variant="primary" busy>
                Submitting…
              </Button>
              <Button busy>Saving…</Button>
              <Button disabled>Not available</Button>
              <Button variant="primary" disabled>
                Not available
              </Button>
              <Button variant="quiet" icon="add" iconOnly>
                Add
              </Button>
              <Button icon="more" iconOnly>
                More
              </Button>
            </Row>
            <Row>
              <Button size="small">Small</Button>
              <Button size="small" variant="primary" icon="add">
                Small
              </Button>
              <Button size="large" variant="primary" iconAfter="arrow-right">
                Large
              </Button>
              <Button href="#elsewhere" variant="primary">
                A link as a button
              </Button>
            </Row>
          </Section>

          <Section title="Fields">
            <ErrorSummary
              takeFocus={false}
              title="Two answers need another look. Everything you wrote is saved."
              errors={[
                { href: '#email', text: 'Enter an email address with an @' },
                { href: '#consent', text: 'Say whether students appear' },
              ]}
            />
            <div className={styles.gap} />
            <Grid>
              <TextField label="Full name" autoComplete="name" defaultValue="Maya Okafor" />
              <TextField
                id="email"
                label="Work email"
                type="email"
                hint="Your district’s address, if you have one."
                defaultValue="maya.okafor"
                error="Enter an email address with an @"
              />
              <TextField label="Years of teaching" type="number" width="short" optional="(optional)" />
              <TextField label="Takes effect on" type="date" width="medium" defaultValue="2026-07-01" />
              <TextField label="Raise" before="$" after="a year" inputMode="numeric" width="medium" defaultValue="400.00" />
              <TextField label="Disabled" disabled defaultValue="Cannot be changed" />
              <Select
                label="Grade band"
                options={[
                  {
                    group: 'Primary',
                    options: [
                      { value: 'k2', label: 'K to 2' },
                      { value: '35', label: '3 to 5' },
                    ],
                  },
                  {
                    group: 'Secondary',
                    options: [
                      { value: '68', label: '6 to 8' },
                      { value: '912', label: '9 to 12' },
                    ],
                  },
                ]}
                placeholder="Choose one"
              />
              <Combobox
                label="School"
                empty="No school of that name."
                showAll="Show all schools"
                selected={school}
                onSelect={setSchool}
                options={[
                  { id: 'cedar', label: 'Cedar Hill Elementary', detail: 'Towson' },
                  { id: 'lake', label: 'Lakeview Middle', detail: 'Catonsville' },
                ]}
              />
              <TextArea label="Rationale" hint="How it will help your students." counter="42 of 200 words" optional="(optional)" />
              <div>
                <RadioGroup
                  legend="Do students appear in it?"
                  name="students"
                  id="consent"
                  error="Say whether students appear"
                  options={[
                    { value: 'no', label: 'No' },
                    { value: 'yes', label: 'Yes, with consent', hint: 'You have written consent from a guardian of each.' },
                    { value: 'blurred', label: 'Yes, unrecognizable', disabled: true },
                  ]}
                />
              </div>
              <CheckboxGroup legend="Subjects" hint="All that fit.">
                <Checkbox label="Mathematics" defaultChecked count={12} />
                <Checkbox label="Reading" count={9} hint="Includes language arts." />
                <Checkbox label="Disabled" disabled defaultChecked />
              </CheckboxGroup>
              <RadioGroup
                legend="Side by side"
                name="inline"
                inline
                defaultValue="a"
                options={[
                  { value: 'a', label: 'Week' },
                  { value: 'b', label: 'Month' },
                  { value: 'c', label: 'Year' },
                ]}
              />
            </Grid>
            <div className={styles.gap} />
            <SearchField label="Search" submit="Search" placeholder="Search micro-credentials" />
          </Section>

          <Section title="States and remarks">
            <Grid>
              <Callout tone="info" title="Good to know">
                Evaluators never work at your school.
              </Callout>
              <Callout tone="positive" title="Part 1 stands">
                It is carried over; you do not need to send it again.
              </Callout>
              <Callout tone="caution" title="Approval first" actions={<Button size="small">Ask for approval</Button>}>
                Your district asks for approval before your first submission.
              </Callout>
              <Callout tone="critical" title="The upload stopped at 62%" actions={<Button size="small">Go on uploading</Button>}>
                The connection was lost. What was sent is kept.
              </Callout>
            </Grid>
            <Row>
              <StatusChip>Draft</StatusChip>
              <StatusChip tone="active">In progress</StatusChip>
              <StatusChip tone="info">With evaluators</StatusChip>
              <StatusChip tone="positive">Awarded</StatusChip>
              <StatusChip tone="caution">Not yet</StatusChip>
              <StatusChip tone="critical">Revoked</StatusChip>
            </Row>
            <Row>
              <SavedState state="saved">Saved at 9:14 pm</SavedState>
              <SavedState state="saving">Saving…</SavedState>
              <SavedState state="offline">Offline. Kept on this device</SavedState>
              <SavedState state="conflict" action={<Button size="small">Compare</Button>}>
                Changed on another device
              </SavedState>
              <SavedState state="failed" action={<Button size="small">Try again</Button>}>
                Not saved
              </SavedState>
            </Row>
            <Row>
              <Tag>Grades 6 to 8</Tag>
              <Tag href="#tag">Inquiry</Tag>
              <Tag href="#without" remove="Remove filter: Reading">
                Reading
              </Tag>
              <Avatar name="Maya Okafor" />
              <Avatar name="Jonas Lind" size="small" />
              <Avatar name="Ana Sofía Reyes" size="large" />
            </Row>
            <Grid>
              <ProgressBar label="Uploading discussion.mp4" text="34 of 80 MB" value={34} max={80} />
              <ProgressBar label="Checking the file" />
            </Grid>
          </Section>

          <Section title="Cards">
            <Grid>
              <Card
                title="Grit and Resilience"
                href="#grit"
                eyebrow="Digital Promise"
                media={
                  <Medallion
                    microCredentialId="mc-grit"
                    stackKey="deeper-learning"
                    issuerColor={promise.color}
                    title=""
                    size={88}
                    decorative
                  />
                }
                meta={
                  <span>
                    <Icon name="clock" size={16} /> 8 to 10 hours
                  </span>
                }
              >
                You help students persist with hard work and try a different approach.
              </Card>
              <Card
                look="sheet"
                title="Submission from Jonas Lind"
                eyebrow="Waiting 3 days"
                actions={<Button variant="primary">Evaluate</Button>}
              >
                Using Exit Tickets Effectively, first attempt.
              </Card>
            </Grid>
          </Section>

          <Section title="Steps">
            <Steps
              label="The way"
              steps={[
                { id: 'select', title: 'Select', state: 'done', stateLabel: 'Done', detail: '2 March' },
                { id: 'develop', title: 'Develop evidence', state: 'done', stateLabel: 'Done' },
                {
                  id: 'submit',
                  title: 'Submit',
                  state: 'current',
                  stateLabel: 'You are here',
                  detail: 'Two things missing',
                  href: '#submit',
                },
                { id: 'evaluate', title: 'Experts evaluate', state: 'ahead', stateLabel: 'Ahead', detail: 'About 14 days' },
                { id: 'share', title: 'Earn and share', state: 'ahead', stateLabel: 'Ahead' },
              ]}
            />
          </Section>

          <Section title="Table">
            <Table
              caption="Ledger"
              rows={ledger}
              rowKey={(row) => row.id}
              columns={[
                { key: 'what', header: 'Award', cell: (row) => row.what, foot: 'Total' },
                { key: 'date', header: 'Effective', cell: (row) => row.date, sort: { direction: 'ascending', href: '#sort' } },
                { key: 'kind', header: 'Worth as', cell: (row) => row.kind },
                { key: 'amount', header: 'A year', numeric: true, cell: (row) => row.amount, foot: '$600.00' },
              ]}
            />
            <div className={styles.gap} />
            <KeyValueList
              items={[
                { key: 'Issuer', value: 'Digital Promise' },
                { key: 'Version', value: '3, published 12 January 2026' },
                { key: 'Evaluators', value: 'Two, neither from your district' },
              ]}
            />
          </Section>

          <Section title="Scoring guide">
            <ScoringGuide
              caption="Part 2: Work examples"
              levels={guide.levels}
              criteria={guide.criteria}
              words={{ criterion: 'Criterion', passes: 'Passes', chosen: 'Chosen' }}
              chosen={{ strategy: 'proficient', adjustment: 'basic' }}
            />
          </Section>

          <Section title="Tabs, menu, dialog, toast, disclosure">
            <Tabs
              label="Views"
              tabs={[
                { id: 'open', title: 'Open', count: 4, content: <p>Four submissions wait.</p> },
                { id: 'mine', title: 'Mine', count: 1, content: <p>One is yours.</p> },
                { id: 'done', title: 'Done', content: <p>All that is done.</p> },
              ]}
            />
            <div className={styles.gap} />
            <Row>
              <Menu
                label="More"
                variant="secondary"
                items={[
                  { id: 'a', label: 'Copy link', icon: 'link' },
                  { id: 'b', label: 'Move to group', icon: 'people', detail: 'Fifth-grade PLC' },
                  { id: 'c', label: 'Delete draft', icon: 'trash', danger: true },
                ]}
              />
            </Row>
            <Dialogs />
            <Toasts />
            <Disclosure title="What counts as evidence?">
              <p>Anything that shows the skill at work: student work, film, your own notes.</p>
            </Disclosure>
          </Section>

          <Section title="Empty, loading, pages, markdown">
            <Grid>
              <EmptyState
                title="Your badges will hang here"
                headingLevel={3}
                media={<Medallion microCredentialId="empty" title="" size={96} look="outline" decorative />}
                action={
                  <Button variant="primary" href="#find">
                    Find your first
                  </Button>
                }
              >
                Each one shows a skill you have proven, with the evidence you choose to share.
              </EmptyState>
              <div className={styles.loading} aria-busy="true">
                <Skeleton shape="circle" />
                <Skeleton shape="title" />
                <Skeleton lines={3} />
              </div>
              <Markdown>
                {
                  '## Feedback\nYour **second artifact** shows it best. See [the guide](https://example.org).\n\n- What stood\n- What is next\n\n<script>alert(1)</script>'
                }
              </Markdown>
            </Grid>
            <Pagination label="Pages" previous={{ href: '#p', label: 'Earlier' }} next={{ href: '#n', label: 'Later' }}>
              21 to 40 of 61
            </Pagination>
          </Section>

          <Section title="Icons">
            <div className={styles.icons}>
              {iconNames.map((name) => (
                <span key={name} className={styles.icon}>
                  <Icon name={name} size={24} /> {name}
                </span>
              ))}
            </div>
          </Section>
          <GuillocheBand seed="executive-function" />
          <GuillocheBand seed="global-graduates" />
          <GuillocheBand seed="deeper-learning" />
        </Page>
      </SampleShell>
    </ToastRegion>
  );
}
