import { GuillocheBand } from '../../badge-art/GuillocheBand.tsx';
import { Medallion } from '../../badge-art/Medallion.tsx';
import { Button } from '../Button.tsx';
import { Disclosure } from '../Disclosure.tsx';
import { Icon } from '../Icon.tsx';
import { KeyValueList } from '../KeyValueList.tsx';
import { Page } from '../Page.tsx';
import { Section } from '../Section.tsx';
import styles from './AwardSample.module.css';
import { promise, SampleShell } from './sample.tsx';

/** A badge page: the badge, what it proves, verified how; share. */
export function AwardSample() {
  return (
    <SampleShell>
      <div data-issuer="" className={styles.issuer}>
        <Page width="page">
          <article className={styles.certificate}>
            <div className={styles.seal}>
              <div className={styles.ribbon}>
                <GuillocheBand seed="deeper-learning" />
              </div>
              <Medallion
                microCredentialId="mc-grit"
                stackKey="deeper-learning"
                issuerColor={promise.color}
                title="Badge: Grit and Resilience"
                size={380}
                reveal
              />
            </div>
            <p className={styles.earner}>Maya Okafor</p>
            <p className={styles.shown}>has shown the skill</p>
            <h1 className={styles.title}>Grit and Resilience</h1>
            <p className={styles.competency}>
              helping students persist with hard work, name what got in the way, and try a different approach
            </p>
            <p className={styles.signed}>
              Awarded by <a href="#issuer">Digital Promise</a> on <time title="4 May 2026, 15:12 UTC">4 May 2026</time>
            </p>
            <p className={styles.verified}>
              <Icon name="seal" size={24} /> <span>Verified just now. Signed by Digital Promise, unchanged, not revoked.</span>
            </p>
            <div className={styles.actions}>
              <Button variant="primary" size="large" icon="share">
                Share
              </Button>
              <Button size="large" icon="download">
                Download
              </Button>
              <Button size="large" icon="print">
                Print
              </Button>
            </div>
          </article>
          <div className={styles.more}>
            <Section look="margin" title="What was shown" lead="Evidence Maya chose to share">
              <ul className={styles.evidence}>
                <li>
                  <Icon name="video" /> <a href="#1">Class discussion after the bridge project</a> <span>4 minutes, captioned</span>
                </li>
                <li>
                  <Icon name="document" /> <a href="#2">Reflection: the second attempt</a> <span>620 words</span>
                </li>
              </ul>
            </Section>
            <Section look="margin" title="How it was judged" lead="By two evaluators, against a published guide">
              <KeyValueList
                items={[
                  { key: 'Overview questions', value: 'Passing' },
                  { key: 'Work examples', value: 'Proficient in all 4 criteria' },
                  { key: 'Reflections', value: 'Passing' },
                ]}
              />
            </Section>
            <Section look="margin" title="Check it yourself" lead="Anyone can, without asking us">
              <Disclosure title="How this badge was verified" open>
                <KeyValueList
                  items={[
                    { key: 'Standard', value: 'Open Badges 3.0' },
                    { key: 'Signature', value: 'Valid, Ed25519' },
                    { key: 'Status', value: 'Not revoked, checked 4 May 2026, 15:20' },
                  ]}
                />
              </Disclosure>
            </Section>
          </div>
        </Page>
      </div>
    </SampleShell>
  );
}
