import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import type { DeskDrafts, Draft } from './desk-drafts.ts';

interface DraftTroubleProps {
  drafts: DeskDrafts;
  field: string;
  /** What was saved elsewhere meanwhile, as the field shows it. */
  children: (theirs: Draft) => ReactNode;
}

/** Why a field is not saved, where somebody has to act: the server refused it, or it was changed elsewhere. */
export function DraftTrouble({ drafts, field, children }: DraftTroubleProps) {
  const { t } = useTranslation('evaluation');
  const { state, problem, theirs } = drafts.field(field);
  return (
    <>
      {state === 'refused' && problem && (
        <Callout tone="critical" title={problem.title} live="assertive">
          <p>{problem.detail}</p>
        </Callout>
      )}
      {theirs && (
        <Callout
          tone="caution"
          title={t('saved.conflictTitle')}
          live="assertive"
          actions={
            <>
              <Button size="small" variant="primary" onClick={() => drafts.settle(field, 'mine')}>
                {t('saved.keepMine')}
              </Button>
              <Button size="small" onClick={() => drafts.settle(field, 'theirs')}>
                {t('saved.takeTheirs')}
              </Button>
            </>
          }
        >
          <p>{t('saved.conflictText')}</p>
          {children(theirs)}
        </Callout>
      )}
    </>
  );
}
