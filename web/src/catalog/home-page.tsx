import { useTranslation } from 'react-i18next';
import { GuillocheBand } from '../badge-art/GuillocheBand.tsx';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Section } from '../ui/Section.tsx';
import { Steps } from '../ui/Steps.tsx';
import type { CatalogPage, Stack } from './answers.ts';
import { Badge } from './Badge.tsx';
import styles from './HomePage.module.css';
import { MicroCredentialCard } from './MicroCredentialCard.tsx';
import { catalog } from './messages.ts';
import { StackCard } from './StackCard.tsx';
import { StackWay } from './StackWay.tsx';
import { topicWords } from './words.ts';

interface Data {
  stacks: { items: Stack[] };
  newest: CatalogPage;
}

/** A path of more stops than this is no picture for the first page. */
const mostStops = 7;

/** The front door: what this is, how it works, and the way into the catalog. */
export function Page({ data: { stacks, newest }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('catalog');
  const featured = stacks.items.find(({ members }) => members.length > 1 && members.length <= mostStops);
  const more = stacks.items.filter((stack) => stack !== featured).slice(0, 4);
  const others = more.slice(0, more.length > 1 ? more.length & ~1 : 1); // pairs, so that no half row stays empty
  return (
    <PublicFrame url={url}>
      <Main>
        <PageHeader
          look="display"
          title={t('home.title')}
          lead={t('home.lead')}
          media={<Fan items={newest.items} stacks={stacks.items} />}
          actions={<Search topics={newest.facets.topics} />}
        />
        <div className={styles.band}>
          <GuillocheBand seed="brevet" />
        </div>
        <Section id="how" title={t('home.how')} lead={t('home.howLead')}>
          <Steps
            label={t('home.how')}
            steps={(['select', 'develop', 'submit', 'evaluate', 'earn'] as const).map((id, index) => ({
              id,
              title: <strong>{t(`home.steps.${id}.title`)}</strong>,
              detail: t(`home.steps.${id}.text`),
              state: 'ahead',
              stateLabel: t('home.step', { number: index + 1 }),
            }))}
          />
        </Section>
        <Section look="margin" title={t('home.what')} lead={t('home.whatLead')}>
          <dl className={styles.features}>
            {(['competency', 'demand', 'personal', 'shareable'] as const).map((id) => (
              <div key={id}>
                <dt>{t(`home.features.${id}.title`)}</dt>
                <dd>{t(`home.features.${id}.text`)}</dd>
              </div>
            ))}
          </dl>
        </Section>
        {stacks.items.length > 0 && (
          <Section title={t('home.walk')} lead={t('home.walkLead')} action={<a href="/stacks">{t('home.allStacks')}</a>}>
            {featured && (
              <div className={styles.way}>
                <StackWay stack={featured} />
              </div>
            )}
            <div className={styles.cards}>
              {others.map((stack) => (
                <StackCard key={stack.id} stack={stack} />
              ))}
            </div>
          </Section>
        )}
        {newest.items.length > 0 && (
          <Section
            title={t('home.newest')}
            action={
              <a href="/catalog?sort=newest">{newest.total.atLeast ? t('home.allPlain') : t('home.all', { count: newest.total.count })}</a>
            }
          >
            <div className={styles.cards}>
              {newest.items.map((item) => (
                <MicroCredentialCard key={item.id} item={item} issuer={item.issuer} stack={item.stacks[0]?.slug} headingLevel={3} />
              ))}
            </div>
          </Section>
        )}
        <Section title={t('home.who')} lead={t('home.whoLead')}>
          <div className={styles.sides}>
            {(
              [
                ['educators', '/catalog'],
                ['issuers', '/issuers'],
                ['districts', '/verify'],
              ] as const
            ).map(([id, href]) => (
              <div key={id} className={styles.side}>
                <h3>{t(`home.sides.${id}.title`)}</h3>
                <p>{t(`home.sides.${id}.text`)}</p>
                <p>
                  <a href={href}>{t(`home.sides.${id}.link`)}</a>
                </p>
              </div>
            ))}
          </div>
        </Section>
      </Main>
    </PublicFrame>
  );
}

function Search({ topics }: { topics: { value: string }[] }) {
  const { t } = useTranslation('catalog');
  return (
    <div className={styles.search}>
      <SearchField
        action="/catalog"
        label={t('catalog.search')}
        submit={t('catalog.submit')}
        size="large"
        placeholder={t('catalog.placeholder')}
      />
      {topics.length > 0 && (
        <p className={styles.often}>
          <span>{t('home.often')}</span>
          {topics.slice(0, 5).map(({ value }) => (
            <a key={value} href={`/catalog?topic=${encodeURIComponent(value)}`}>
              {topicWords(value)}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}

/** Three badges of different families, as far as there are some. */
function Fan({ items, stacks }: { items: CatalogPage['items']; stacks: Stack[] }) {
  const stacked = stacks.flatMap(({ slug, issuer, members }) => members.slice(0, 1).map((member) => ({ member, slug, issuer })));
  const lone = items.map((item) => ({ member: item, slug: item.stacks[0]?.slug, issuer: item.issuer }));
  const shown = new Map([...stacked, ...lone].map((one) => [one.issuer.slug, one]));
  return (
    <div className={styles.fan}>
      {[...shown.values()].slice(0, 3).map(({ member, slug, issuer }, index) => (
        <Badge key={member.id} microCredential={member} stack={slug} issuer={issuer} size={[200, 260, 170][index] ?? 170} />
      ))}
    </div>
  );
}

export function head(_data: Data): PageHead {
  return {
    title: 'Brevet: micro-credentials for educators',
    description: catalog.home.description,
    path: '/',
    jsonLd: { '@context': 'https://schema.org', '@type': 'WebSite', name: 'Brevet', url: '/', description: catalog.home.description },
  };
}
