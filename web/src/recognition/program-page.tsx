import { useTranslation } from 'react-i18next';
import type { components } from '../api/generated.ts';
import { DemoMark } from '../catalog/DemoMark.tsx';
import { PublicFrame } from '../shell/public-frame.tsx';
import type { PageHead } from '../shell/public-page.ts';
import { Button } from '../ui/Button.tsx';
import { Page as Main } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { ProgramView } from './ProgramView.tsx';
import styles from './program-page.module.css';

type Program = components['schemas']['Program'];

interface Data {
  program: Program;
}

/** A program in one look: what it is worth, for whom, when, how it goes, the list. */
export function Page({ data: { program }, url }: { data: Data; url: string }) {
  const { t } = useTranslation('programs');
  const { definition, recognizer } = program;
  const isOpen = program.joining === 'open';
  return (
    <PublicFrame url={url}>
      <Main>
        <PageHeader
          look="display"
          eyebrow={recognizer.name}
          title={definition.name}
          lead={definition.summary}
          meta={
            <>
              <StatusChip tone={isOpen ? 'positive' : 'neutral'} icon={isOpen ? 'check' : 'lock'}>
                {t(`joining.${program.joining}`)}
              </StatusChip>
              {program.demo && <DemoMark />}
            </>
          }
          {...(isOpen && {
            actions: (
              <>
                <Button variant="primary" size="large" iconAfter="arrow-right" href={`/my-programs/${program.id}`}>
                  {t('takePart')}
                </Button>
                <p className={styles.note}>{t('takePartNote')}</p>
              </>
            ),
          })}
        />
        <ProgramView program={program} />
      </Main>
    </PublicFrame>
  );
}

export function head({ program }: Data): PageHead {
  return {
    title: `${program.definition.name} · ${program.recognizer.name} · Brevet`,
    description: program.definition.summary,
    path: `/programs/${program.recognizer.slug}/${program.slug}`,
  };
}
