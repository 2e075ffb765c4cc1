import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { EvidenceItemRow } from './EvidenceItemRow.tsx';
import styles from './portfolio.module.css';
import { previewQuery } from './queries.ts';

/** The work as evaluators will see it. */
export function PreviewPage() {
  const { t } = useTranslation('portfolio');
  const { journeyId } = useParams({ strict: false }) as { journeyId: string };
  const preview = useQuery(previewQuery(journeyId));
  usePageTitle(t('preview.title'));
  if (preview.error && !preview.data) return <ErrorPage error={preview.error} reset={() => void preview.refetch()} />;
  const back = (
    <Button href={`/journeys/${journeyId}`} icon="arrow-left">
      {t('preview.back')}
    </Button>
  );
  if (!preview.data)
    return (
      <Page width="reading">
        <div aria-busy="true" className={styles.loading}>
          <Skeleton shape="title" />
          <Skeleton lines={8} />
        </div>
      </Page>
    );
  const { definition, work } = preview.data;
  return (
    <Page width="reading">
      <PageHeader look="work" eyebrow={t('preview.title')} title={definition.title} lead={t('preview.lead')} actions={back} />
      {definition.parts.map((part) => (
        <Section key={part.id} title={part.title}>
          <div className={styles.questions}>
            {work.carriedParts.includes(part.id) && <Callout tone="positive" icon="lock" title={t('preview.passed')} />}
            {part.requirements.map((requirement) => {
              const text = work.answers[`${part.id}/${requirement.id}`];
              const items = work.evidence.filter((item) => item.partId === part.id && item.requirementId === requirement.id);
              return (
                <section key={requirement.id} className={styles.written}>
                  <h3 className={styles.question}>{requirement.title}</h3>
                  {text && <p className={styles.writtenText}>{text}</p>}
                  {items.length > 0 && (
                    <ul className={styles.items}>
                      {items.map((item) => (
                        <li key={item.id}>
                          <EvidenceItemRow item={item} facts={item.file && t('preview.fileName', { name: item.file.name })} />
                        </li>
                      ))}
                    </ul>
                  )}
                  {!text && items.length === 0 && <p className={styles.small}>{t('preview.nothing')}</p>}
                </section>
              );
            })}
          </div>
        </Section>
      ))}
      {back}
    </Page>
  );
}
