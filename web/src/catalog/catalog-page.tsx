import { useTranslation } from 'react-i18next';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Columns } from '../ui/Columns.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Pagination } from '../ui/Pagination.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Tag } from '../ui/Tag.tsx';
import type { CatalogPage } from './answers.ts';
import styles from './CatalogPage.module.css';
import { askedOf, type CatalogAsked, type FilterName } from './catalog-query.ts';
import { Facets, filterWords } from './Facets.tsx';
import { MicroCredentialCard } from './MicroCredentialCard.tsx';
import { catalog } from './messages.ts';

interface Data {
  found: CatalogPage;
}

/** The catalog: find by need, see what each asks for. Search, filters and pages are addresses, so everything works without scripts. */
export function Page({ data: { found }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('catalog');
  const asked = askedOf(url);
  return (
    <PublicFrame url={url}>
      <Main>
        <PageHeader
          title={t('catalog.title')}
          lead={t('catalog.lead')}
          actions={
            <div className={styles.search}>
              <SearchField
                action="/catalog"
                label={t('catalog.search')}
                submit={t('catalog.submit')}
                size="large"
                placeholder={t('catalog.placeholder')}
                defaultValue={asked.q}
              >
                {Object.entries(asked.filters).map(([name, value]) => (
                  <input key={name} type="hidden" name={name} value={value} />
                ))}
              </SearchField>
            </div>
          }
        />
        {found.items.length > 0 ? (
          <Columns side="start" first="aside" aside={<Facets facets={found.facets} asked={asked} />}>
            <Found found={found} asked={asked} />
          </Columns>
        ) : (
          <Nothing asked={asked} />
        )}
      </Main>
    </PublicFrame>
  );
}

function Found({ found, asked }: { found: CatalogPage; asked: CatalogAsked }) {
  const { t } = useTranslation('catalog');
  const { total } = found;
  return (
    <>
      {found.corrected && (
        <div className={styles.notice}>
          <Callout title={t('catalog.corrected', { corrected: found.corrected })}>{t('catalog.correctedText', { asked: asked.q })}</Callout>
        </div>
      )}
      <div className={styles.bar}>
        <div className={styles.count}>
          <span>{total.atLeast ? t('catalog.atLeast', { count: total.count }) : t('count', { count: total.count })}</span>
          <Chosen found={found} asked={asked} />
        </div>
        <Sorts asked={asked} />
      </div>
      <div className={styles.cards}>
        {found.items.map((item) => (
          <MicroCredentialCard key={item.id} item={item} issuer={item.issuer} stack={item.stacks[0]?.slug} />
        ))}
      </div>
      {(found.nextCursor || asked.cursor) && (
        <Pagination
          label={t('catalog.pages')}
          {...(asked.cursor && { previous: { href: asked.withCursor(null), label: t('catalog.first') } })}
          {...(found.nextCursor && { next: { href: asked.withCursor(found.nextCursor), label: t('catalog.more') } })}
        />
      )}
    </>
  );
}

/** The filters that are on, each with the way to take it away. */
function Chosen({ found, asked }: { found: CatalogPage; asked: CatalogAsked }) {
  const { t } = useTranslation('catalog');
  const facets: Partial<Record<FilterName, { value: string; label: string }[]>> = {
    stack: found.facets.stacks,
    issuer: found.facets.issuers,
  };
  return Object.entries(asked.filters).map(([key, value]) => {
    const name = key as FilterName;
    const words = filterWords(t, name, { value, label: facets[name]?.find((facet) => facet.value === value)?.label });
    return (
      <Tag key={name} href={asked.withFilter(name, null)} remove={t('catalog.remove', { name: words })}>
        {words}
      </Tag>
    );
  });
}

function Sorts({ asked }: { asked: CatalogAsked }) {
  const { t } = useTranslation('catalog');
  const sorts = (['relevance', 'title', 'newest', 'hours'] as const).filter((sort) => sort !== 'relevance' || asked.q);
  const current = sorts.find((sort) => sort === asked.sort) ?? sorts[0];
  return (
    <nav aria-label={t('catalog.sort')} className={styles.sorts}>
      <span aria-hidden="true">{t('catalog.sort')}</span>
      {sorts.map((sort) => (
        <a key={sort} href={asked.withSort(sort)} rel="nofollow" {...(sort === current && { 'aria-current': 'true' as const })}>
          {t(`catalog.sorts.${sort}`)}
        </a>
      ))}
    </nav>
  );
}

function Nothing({ asked }: { asked: CatalogAsked }) {
  const { t } = useTranslation('catalog');
  const isFiltered = Object.keys(asked.filters).length > 0;
  if (!asked.q && !isFiltered) return <EmptyState title={t('catalog.empty')}>{t('catalog.emptyText')}</EmptyState>;
  return (
    <EmptyState
      title={isFiltered ? t('catalog.noneFiltered') : t('catalog.none', { asked: asked.q })}
      action={
        <>
          {isFiltered && (
            <Button variant="primary" href={asked.unfiltered}>
              {t('catalog.clear')}
            </Button>
          )}
          <Button href="/catalog">{t('catalog.all')}</Button>
        </>
      }
    >
      {isFiltered ? t('catalog.noneFilteredText') : t('catalog.noneText')}
    </EmptyState>
  );
}

export function head(_data: Data): PageHead {
  return { title: `${catalog.catalog.title} · Brevet`, description: catalog.catalog.description, path: '/catalog' };
}
