import { Medallion } from '../../badge-art/Medallion.tsx';
import { Card } from '../Card.tsx';
import { Checkbox } from '../Checkbox.tsx';
import { CheckboxGroup } from '../CheckboxGroup.tsx';
import { Columns } from '../Columns.tsx';
import { FilterPanel } from '../FilterPanel.tsx';
import { Icon } from '../Icon.tsx';
import { Page } from '../Page.tsx';
import { PageHeader } from '../PageHeader.tsx';
import { Pagination } from '../Pagination.tsx';
import { SearchField } from '../SearchField.tsx';
import { Section } from '../Section.tsx';
import { Select } from '../Select.tsx';
import { StackPath } from '../StackPath.tsx';
import { Tag } from '../Tag.tsx';
import styles from './CatalogSample.module.css';
import { catalog, executiveFunction, friday, mtlc, promise, SampleShell } from './sample.tsx';

/** The catalogue: find by need, see worth and effort at once. */
export function CatalogSample() {
  return (
    <SampleShell current="Find">
      <Page>
        <PageHeader
          look="display"
          title="Be recognized for what you do well"
          lead="Choose one skill, show it in your own classroom, and have it judged by people who teach. Sixty-one to choose from; no sign-in to look."
          media={
            <div className={styles.fan}>
              <Medallion
                microCredentialId="mc-ef-empower"
                stackKey="executive-function"
                issuerColor={friday.color}
                title=""
                size={200}
                decorative
              />
              <Medallion
                microCredentialId="mc-grit"
                stackKey="deeper-learning"
                issuerColor={promise.color}
                title=""
                size={260}
                decorative
              />
              <Medallion microCredentialId="mc-exit" stackKey="global-graduates" issuerColor={mtlc.color} title="" size={170} decorative />
            </div>
          }
          actions={
            <div className={styles.search}>
              <SearchField label="Search micro-credentials" submit="Search" size="large" placeholder="What do your students need?" />
              <p className={styles.needs}>
                Often looked for: <a href="#motivation">motivation</a>, <a href="#feedback">feedback</a>, <a href="#inquiry">inquiry</a>,{' '}
                <a href="#families">working with families</a>
              </p>
            </div>
          }
        />
        <Columns
          side="start"
          first="aside"
          aside={
            <form>
              <FilterPanel label="Filter" active={1}>
                <CheckboxGroup legend="Worth to me">
                  <Checkbox label="Baltimore County: CPD credit" count={24} defaultChecked />
                  <Checkbox label="Kettle Moraine: salary" count={20} />
                </CheckboxGroup>
                <CheckboxGroup legend="Effort">
                  <Checkbox label="Up to 6 hours" count={14} />
                  <Checkbox label="6 to 10 hours" count={31} />
                  <Checkbox label="More than 10 hours" count={16} />
                </CheckboxGroup>
                <CheckboxGroup legend="Issued by">
                  <Checkbox label="Digital Promise" count={34} />
                  <Checkbox label="The Friday Institute" count={15} />
                  <Checkbox label="MTLC, San Diego" count={12} />
                </CheckboxGroup>
              </FilterPanel>
            </form>
          }
        >
          <div className={styles.bar}>
            <p className={styles.count}>
              <strong>24</strong> micro-credentials{' '}
              <Tag remove="Remove filter: Baltimore County" href="#all">
                Baltimore County
              </Tag>
            </p>
            <Select
              label="Sort by"
              hideLabel
              options={[
                { value: 'fit', label: 'Best fit first' },
                { value: 'effort', label: 'Least effort first' },
                { value: 'new', label: 'Newest first' },
              ]}
            />
          </div>
          <div className={styles.cards}>
            {catalog.map((item) => (
              <Card
                key={item.id}
                title={item.title}
                href={`?sheet=micro-credential&id=${item.id}`}
                eyebrow={item.issuer.name}
                headingLevel={2}
                media={
                  <Medallion
                    microCredentialId={item.id}
                    stackKey={item.stack}
                    issuerColor={item.issuer.color}
                    title={item.title}
                    size={88}
                    decorative
                  />
                }
                meta={
                  <>
                    <span>
                      <Icon name="clock" size={16} /> {item.effort}
                    </span>
                    {item.worth && (
                      <span>
                        <Icon name="money" size={16} /> <strong className="figures">{item.worth}</strong>
                      </span>
                    )}
                  </>
                }
              >
                {item.competency}
              </Card>
            ))}
          </div>
          <Pagination label="Pages" next={{ href: '#next', label: 'More' }}>
            1 to 6 of 24
          </Pagination>
        </Columns>
        <Section
          title="Or walk a whole stack"
          lead="Five micro-credentials that build on one another, and a badge of their own at the end."
          action={<a href="#stacks">All stacks</a>}
        >
          <StackPath
            label="Executive Function"
            stops={executiveFunction.map((title, index) => ({
              id: title,
              title,
              earned: index < 2,
              state: index < 2 ? 'Earned' : index === 2 ? 'In progress' : 'Ahead',
              href: '#stop',
              media: (
                <Medallion
                  microCredentialId={`ef-${index}`}
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
    </SampleShell>
  );
}
