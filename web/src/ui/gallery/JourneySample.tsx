import { useState } from 'react';
import { Avatar } from '../Avatar.tsx';
import { Breadcrumbs } from '../Breadcrumbs.tsx';
import { Button } from '../Button.tsx';
import { Callout } from '../Callout.tsx';
import { Columns } from '../Columns.tsx';
import { Menu } from '../Menu.tsx';
import { Page } from '../Page.tsx';
import { PageHeader } from '../PageHeader.tsx';
import { ProgressBar } from '../ProgressBar.tsx';
import { SavedState } from '../SavedState.tsx';
import { ScoringGuide } from '../ScoringGuide.tsx';
import { Section } from '../Section.tsx';
import { StatusChip } from '../StatusChip.tsx';
import { Steps } from '../Steps.tsx';
import { TextArea } from '../TextArea.tsx';
import styles from './JourneySample.module.css';
import { guide } from './MicroCredentialSample.tsx';
import { SampleShell } from './sample.tsx';

const draft =
  'My second-period class is twenty-six seventh-graders. Nine of them have plans that ask for extra time, but when I watched for a week it was not time they lacked. It was a beginning. They would open the document, read the task, and wait.\n\nSo we started with the question: what do you do in the first two minutes?';

/** A journey: a document one writes in, its checklist beside it, the saved state always in view. */
export function JourneySample() {
  const [text, setText] = useState(draft);
  const [levels, setLevels] = useState<Record<string, string>>({ strategy: 'proficient' });
  const words = text.trim().split(/\s+/u).length;
  return (
    <SampleShell
      current="My journey"
      signedIn={
        <Menu
          label="Maya"
          before={<Avatar name="Maya Okafor" size="small" />}
          items={[
            { id: 'profile', label: 'Your profile', icon: 'person', href: '#profile' },
            { id: 'settings', label: 'Settings', icon: 'settings', href: '#settings' },
            { id: 'out', label: 'Sign out', icon: 'arrow-right' },
          ]}
        />
      }
    >
      <Page>
        <PageHeader
          look="work"
          before={<Breadcrumbs label="Where you are" items={[{ href: '#journeys', label: 'My journey' }]} />}
          title="Empowering Your Learners in Executive Function"
          meta={
            <>
              <StatusChip tone="active">Gathering evidence</StatusChip>
              <SavedState state="saved">Saved at 9:14 pm</SavedState>
            </>
          }
        />
        <Columns
          sticky
          aside={
            <div className={styles.aside}>
              <Steps
                upright
                label="What is left to do"
                steps={[
                  {
                    id: '1',
                    title: 'Overview questions',
                    state: 'current',
                    stateLabel: 'You are here',
                    detail: '1 of 2 answered',
                    href: '#overview',
                  },
                  { id: '2', title: 'Work examples', state: 'ahead', stateLabel: 'Ahead', detail: '2 documents, 1 video', href: '#work' },
                  { id: '3', title: 'Reflections', state: 'ahead', stateLabel: 'Ahead', href: '#reflections' },
                ]}
              />
              <ProgressBar label="Uploading discussion.mp4" text="34 of 80 MB" value={34} max={80} />
              <Button variant="primary" wide>
                Submit for evaluation
              </Button>
              <p className={styles.note}>Three things are still missing. You can submit when they are here.</p>
            </div>
          }
        >
          <Section title="Overview questions" id="overview">
            <div className={styles.questions}>
              <TextArea
                look="document"
                label="Who are the students you worked with, and what did you notice about how they plan?"
                hint="No names, please. First impressions are fine; you can change this until you submit."
                counter={`${words} of 300 to 500 words`}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
              <TextArea
                look="document"
                label="Why does this skill matter for them now?"
                counter="0 of 300 to 500 words"
                placeholder="Start anywhere."
              />
            </div>
          </Section>
          <Callout tone="info" title="Students appear in your evidence">
            Only you, your evaluators and the issuer’s lead will see it. We ask for consent when you add a file.
          </Callout>
          <Section title="The evaluator’s side of it" lead="The same guide as a choice, as it stands at the desk.">
            <ScoringGuide
              caption="Part 2: Work examples"
              hideCaption
              levels={guide.levels}
              criteria={guide.criteria}
              words={{ criterion: 'Criterion', passes: 'Passes', chosen: 'Chosen' }}
              chosen={levels}
              onChoose={(criterion, level) => setLevels({ ...levels, [criterion]: level })}
            />
          </Section>
        </Columns>
      </Page>
    </SampleShell>
  );
}
