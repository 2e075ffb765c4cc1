import { useTranslation } from 'react-i18next';
import { Section } from '../ui/Section.tsx';
import type { MicroCredential } from './answers.ts';
import styles from './catalog.module.css';

type Definition = MicroCredential['definition'];

/** Annotated references. */
export function Research({ sources }: { sources: Definition['research'] }) {
  const { t } = useTranslation('catalog');
  return (
    <Section look="margin" title={t('microCredential.research')} lead={t('microCredential.researchLead')}>
      <ul className={styles.sources}>
        {sources.map((source) => (
          <li key={source.citation}>
            <p>{source.url ? <a href={source.url}>{source.citation}</a> : source.citation}</p>
            <p>{source.annotation}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Freely available material; nothing where there is none. */
export function Resources({ resources }: { resources: Definition['resources'] }) {
  const { t } = useTranslation('catalog');
  if (resources.length === 0) return null;
  return (
    <Section look="margin" title={t('microCredential.resources')} lead={t('microCredential.resourcesLead')}>
      <ul className={styles.sources}>
        {resources.map((resource) => (
          <li key={resource.url + resource.title}>
            <p>
              <a href={resource.url}>{resource.title}</a>
            </p>
            <p>{resource.description}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Standards and frameworks; nothing where there are none. */
export function Alignments({ alignments }: { alignments: Definition['alignments'] }) {
  const { t } = useTranslation('catalog');
  if (alignments.length === 0) return null;
  return (
    <Section look="margin" title={t('microCredential.alignments')} lead={t('microCredential.alignmentsLead')}>
      <ul className={styles.sources}>
        {alignments.map((alignment) => (
          <li key={alignment.targetUrl + alignment.targetName}>
            {alignment.targetFramework && <p className={styles.aligned}>{alignment.targetFramework}</p>}
            <p>
              <a href={alignment.targetUrl}>{alignment.targetName}</a>
            </p>
            {alignment.targetDescription && <p>{alignment.targetDescription}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
