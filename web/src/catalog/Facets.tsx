import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Disclosure } from '../ui/Disclosure.tsx';
import { FilterPanel } from '../ui/FilterPanel.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import type { CatalogPage } from './answers.ts';
import styles from './CatalogPage.module.css';
import type { CatalogAsked, FilterName } from './catalog-query.ts';
import { difficultyWords, topicWords } from './words.ts';

type Value = { value: string; label: string; count: number };
const mostTopics = 8;

/** A filter's value in words. */
export function filterWords(
  t: TFunction<'catalog'>,
  name: FilterName,
  { value, label }: { value: string; label?: string | undefined },
): string {
  if (name === 'maxHours') return t('catalog.upTo', { count: Number(value) });
  if (name === 'difficulty') return difficultyWords(t, Number(value));
  return name === 'topic' ? topicWords(value) : (label ?? topicWords(value));
}

/** Ways to narrow what was found, as links, so that they work without scripts and can be opened beside one another. */
export function Facets({ facets, asked }: { facets: CatalogPage['facets']; asked: CatalogAsked }) {
  const { t } = useTranslation('catalog');
  const groups: [FilterName, string, Value[]][] = [
    ['maxHours', t('catalog.hours'), facets.hours.toSorted((a, b) => Number(a.value) - Number(b.value))],
    ['difficulty', t('catalog.difficulty'), facets.difficulties.toSorted((a, b) => Number(a.value) - Number(b.value))],
    ['stack', t('catalog.stack'), facets.stacks],
    ['issuer', t('catalog.issuer'), facets.issuers],
    ['topic', t('catalog.topic'), facets.topics],
  ];
  const on = Object.keys(asked.filters).length;
  return (
    <FilterPanel label={t('catalog.filter')} {...(on > 0 && { active: on })}>
      {groups.map(([name, title, values]) => (
        <Facet key={name} name={name} title={title} values={values.filter(({ count }) => count > 0)} asked={asked} />
      ))}
    </FilterPanel>
  );
}

function Facet({ name, title, values, asked }: { name: FilterName; title: string; values: Value[]; asked: CatalogAsked }) {
  const { t } = useTranslation('catalog');
  if (values.length === 0) return null;
  const chosen = asked.filters[name];
  const list = (some: Value[]) => (
    <ul className={styles.values}>
      {some.map((value) => (
        <li key={value.value}>
          <Link
            href={asked.withFilter(name, value.value === chosen ? null : value.value)}
            className={styles.value}
            rel="nofollow"
            {...(value.value === chosen && { 'aria-current': 'true' as const })}
          >
            <span className={styles.words}>
              {value.value === chosen && <Icon name="check" size={16} />}
              {filterWords(t, name, value)}
            </span>
            <span className={styles.amount}>{value.count}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <section>
      <h2 className={styles.facet}>{title}</h2>
      {list(values.slice(0, mostTopics))}
      {values.length > mostTopics && <Disclosure title={t('catalog.moreTopics')}>{list(values.slice(mostTopics))}</Disclosure>}
    </section>
  );
}
