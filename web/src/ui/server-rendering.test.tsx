import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { GuillocheBand } from '../badge-art/GuillocheBand.tsx';
import { Medallion } from '../badge-art/Medallion.tsx';
import { Avatar } from './Avatar.tsx';
import { Breadcrumbs } from './Breadcrumbs.tsx';
import { Button } from './Button.tsx';
import { Callout } from './Callout.tsx';
import { Card } from './Card.tsx';
import { Checkbox } from './Checkbox.tsx';
import { CheckboxGroup } from './CheckboxGroup.tsx';
import { Columns } from './Columns.tsx';
import { Combobox } from './Combobox.tsx';
import { Dialog } from './Dialog.tsx';
import { Disclosure } from './Disclosure.tsx';
import { EmptyState } from './EmptyState.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import { FilterPanel } from './FilterPanel.tsx';
import { Icon, iconNames } from './Icon.tsx';
import { KeyValueList } from './KeyValueList.tsx';
import { LinkComponent } from './Link.tsx';
import Markdown from './Markdown.tsx';
import { Menu } from './Menu.tsx';
import { Page } from './Page.tsx';
import { PageHeader } from './PageHeader.tsx';
import { Pagination } from './Pagination.tsx';
import { PlainMarkdown } from './PlainMarkdown.tsx';
import { ProgressBar } from './ProgressBar.tsx';
import { RadioGroup } from './RadioGroup.tsx';
import { SavedState } from './SavedState.tsx';
import { ScoringGuide } from './ScoringGuide.tsx';
import { SearchField } from './SearchField.tsx';
import { Section } from './Section.tsx';
import { Select } from './Select.tsx';
import { SiteFooter } from './SiteFooter.tsx';
import { SiteHeader } from './SiteHeader.tsx';
import { Skeleton } from './Skeleton.tsx';
import { StackPath } from './StackPath.tsx';
import { StatusChip } from './StatusChip.tsx';
import { Steps } from './Steps.tsx';
import { Table } from './Table.tsx';
import { Tabs } from './Tabs.tsx';
import { Tag } from './Tag.tsx';
import { TextArea } from './TextArea.tsx';
import { TextField } from './TextField.tsx';
import { ToastRegion } from './Toast.tsx';

const guide = (
  <ScoringGuide
    caption="Work examples"
    levels={[
      { id: 'proficient', name: 'Proficient', passes: true },
      { id: 'basic', name: 'Basic', passes: false },
    ]}
    criteria={[{ id: 'c1', name: 'Strategy', levels: { proficient: 'Shown', basic: 'In part' } }]}
    words={{ criterion: 'Criterion', passes: 'Passes', chosen: 'Chosen' }}
    chosen={{ c1: 'basic' }}
  />
);

const components: Record<string, ReactElement> = {
  Avatar: <Avatar name="Maya Okafor" />,
  Breadcrumbs: <Breadcrumbs label="Way" items={[{ href: '/', label: 'Find' }]} />,
  Button: <Button busy>Saving</Button>,
  Callout: <Callout title="Note">Text</Callout>,
  Card: <Card title="Grit" href="/m/1" media={<Medallion microCredentialId="1" title="Grit" size={64} />} />,
  Checkbox: <Checkbox label="Yes" hint="Really" />,
  CheckboxGroup: (
    <CheckboxGroup legend="Which">
      <Checkbox label="Yes" />
    </CheckboxGroup>
  ),
  Columns: <Columns aside="Aside">Main</Columns>,
  Dialog: (
    <Dialog open={false} onClose={() => {}} title="Title" closeLabel="Close">
      Text
    </Dialog>
  ),
  Disclosure: <Disclosure title="More">Text</Disclosure>,
  EmptyState: <EmptyState title="Nothing yet" />,
  ErrorSummary: <ErrorSummary title="Two things" errors={[{ href: '#a', text: 'One' }]} />,
  FilterPanel: <FilterPanel label="Filter">Facets</FilterPanel>,
  GuillocheBand: <GuillocheBand seed="stack" />,
  Icons: (
    <>
      {iconNames.map((name) => (
        <Icon key={name} name={name} />
      ))}
    </>
  ),
  KeyValueList: <KeyValueList items={[{ key: 'Issuer', value: 'MTLC' }]} />,
  Markdown: <Markdown>{'# Hello'}</Markdown>,
  Medallion: <Medallion microCredentialId="1" stackKey="s" title="Grit" size={320} />,
  Page: <Page>Text</Page>,
  PageHeader: <PageHeader title="Title" lead="Lead" />,
  Pagination: <Pagination label="Pages" next={{ href: '?after=1', label: 'More' }} />,
  PlainMarkdown: <PlainMarkdown>**Show** it</PlainMarkdown>,
  ProgressBar: <ProgressBar label="Uploading" value={0.5} />,
  RadioGroup: <RadioGroup legend="Which" name="which" options={[{ value: 'a', label: 'A' }]} error="Choose one" />,
  SavedState: <SavedState state="saved">Saved</SavedState>,
  ScoringGuide: guide,
  SearchField: <SearchField label="Search" submit="Search" action="/find" />,
  Section: <Section title="Title">Text</Section>,
  Select: <Select label="Grade" options={[{ value: 'k', label: 'K' }]} />,
  SiteFooter: <SiteFooter note="Note" navLabel="Foot" groups={[{ title: 'Earn', links: [{ href: '/', label: 'Find' }] }]} />,
  SiteHeader: (
    <SiteHeader
      brand={{ name: 'Brevet', href: '/' }}
      skip={{ label: 'Skip', href: '#main' }}
      nav={[{ href: '/', label: 'Find' }]}
      navLabel="Main"
      menuLabel="Menu"
    />
  ),
  Skeleton: <Skeleton lines={3} />,
  StackPath: <StackPath label="Stack" stops={[{ id: '1', title: 'One', media: null, earned: true, state: 'Earned' }]} />,
  StatusChip: <StatusChip tone="positive">Awarded</StatusChip>,
  Steps: <Steps label="Way" steps={[{ id: '1', title: 'Select', state: 'current', stateLabel: 'Here' }]} />,
  Table: (
    <Table
      caption="Ledger"
      columns={[{ key: 'a', header: 'A', cell: (row: { a: string }) => row.a }]}
      rows={[{ a: '1' }]}
      rowKey={(row) => row.a}
    />
  ),
  Tag: (
    <Tag href="/without" remove="Remove: Reading">
      Reading
    </Tag>
  ),
  TextArea: <TextArea label="Why" counter="0 words" />,
  TextField: <TextField label="Email" hint="Work address" error="Needs an @" />,
  ToastRegion: (
    <ToastRegion label="Notices" closeLabel="Close">
      Text
    </ToastRegion>
  ),
};

const reactAria: Record<string, ReactElement> = {
  Combobox: <Combobox label="School" options={[{ id: 'a', label: 'A' }]} onSelect={() => {}} empty="None" showAll="All" />,
  Menu: <Menu label="More" items={[{ id: 'a', label: 'Copy' }]} />,
  Tabs: <Tabs label="Views" tabs={[{ id: 'a', title: 'A', content: 'Text' }]} />,
};

describe('on the server', () => {
  it.each(Object.entries(components))('%s renders, without inline scripts or styles', (_name, element) => {
    const html = renderToString(element);
    expect(html).not.toBe('');
    expect(html).not.toMatch(/<script|\sstyle="|\son[a-z]+="/);
  });

  it.each(Object.entries(reactAria))('%s renders', (_name, element) => {
    expect(renderToString(element)).not.toBe('');
  });

  it('ties a field to its label, hint and error', () => {
    const html = renderToString(<TextField id="email" label="Email" hint="Work address" error="Needs an @" />);
    expect(html).toContain('<label class');
    expect(html).toContain('for="email"');
    expect(html).toMatch(/<input[^>]*aria-describedby="email-hint email-error"/);
    expect(html).toMatch(/<input[^>]*aria-invalid="true"/);
    expect(html).toContain('id="email-hint"');
    expect(html).toContain('id="email-error"');
  });

  it('says with words which levels pass and which is chosen', () => {
    const html = renderToString(guide);
    expect(html).toContain('Passes');
    expect(html).toContain('Chosen');
  });

  it('links through the component the app provides', () => {
    const html = renderToString(
      <LinkComponent
        value={({ children, ...rest }) => (
          <a data-router="" {...rest}>
            {children}
          </a>
        )}
      >
        <Button href="/find">Find</Button>
      </LinkComponent>,
    );
    expect(html).toContain('data-router=""');
  });

  it('keeps what people write from becoming markup or a way to follow readers', () => {
    const html = renderToString(
      <Markdown>
        {'<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](https://example.org) ![c](https://example.org/c.png)'}
      </Markdown>,
    );
    expect(html).not.toMatch(/<img|javascript:/);
    expect(html).toContain('rel="nofollow ugc noopener noreferrer"');
  });
});
