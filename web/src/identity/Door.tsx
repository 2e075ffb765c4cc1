import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Medallion } from '../badge-art/Medallion.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { PublicFrame } from '../shell/public-frame.tsx';
import { Page } from '../ui/Page.tsx';
import styles from './Door.module.css';

export interface DoorProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** Beside the form; a word on what this is, unless given. */
  aside?: ReactNode;
}

/** The pages before one is signed in: one thing to do, and beside it what it is for. */
export function Door({ title, lead, children, aside }: DoorProps) {
  usePageTitle(title);
  const url = useRouterState({ select: (state) => state.location.pathname });
  return (
    <PublicFrame url={url}>
      <Page>
        <div className={styles.door}>
          <div className={styles.main}>
            <h1 className={styles.title}>{title}</h1>
            {lead && <div className={styles.lead}>{lead}</div>}
            {children}
          </div>
          {aside ?? <Pledge />}
        </div>
      </Page>
    </PublicFrame>
  );
}

function Pledge() {
  const { t } = useTranslation('identity');
  return (
    <aside className={styles.promise}>
      <Medallion size={208} microCredentialId="brevet-door" stackKey="brevet" title="" decorative />
      <p className={styles.line}>{t('door.line')}</p>
      <p className={styles.text}>{t('door.text')}</p>
    </aside>
  );
}
