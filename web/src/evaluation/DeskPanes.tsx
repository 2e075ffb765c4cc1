import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import styles from './desk.module.css';
import { workRegionId } from './use-desk.ts';
import { useWide } from './use-wide.ts';

export type Pane = 'work' | 'guide';

interface DeskPanesProps {
  work: ReactNode;
  guide: ReactNode;
  /** Stays in view under the guide. */
  foot: ReactNode;
  /** The pane shown where only one fits, when the caller holds it. */
  pane?: Pane;
  /** The pane shown first there, when this holds it itself. */
  first?: Pane;
  onPane?: (pane: Pane) => void;
}

/** The way back to the list, in sight however far one has read. */
function BackToDesk() {
  const { t } = useTranslation('evaluation');
  return (
    <Link href="/desk" className={styles.back}>
      <Icon name="arrow-left" label={t('desk.back')} />
    </Link>
  );
}

/** The work left, the scoring guide right, each scrolling by itself; tabs where only one fits. */
export function DeskPanes({ work, guide, foot, pane, first = 'work', onPane }: DeskPanesProps) {
  const { t } = useTranslation('evaluation');
  const isWide = useWide();
  const [own, setOwn] = useState<Pane>(first);
  const show = onPane ?? setOwn;
  const shown = pane ?? own;
  const { frame, leave } = usePlaces(shown);
  if (!isWide)
    return (
      <div className={styles.narrow} ref={frame}>
        <Tabs
          label={t('queue.title')}
          stay={{ before: <BackToDesk /> }}
          selected={shown}
          onSelect={(id) => {
            leave();
            show(id as Pane);
          }}
          tabs={[
            {
              id: 'work',
              title: t('desk.work'),
              content: (
                <div id={workRegionId} tabIndex={-1}>
                  {work}
                </div>
              ),
            },
            { id: 'guide', title: t('desk.guide'), content: guide },
          ]}
        />
        {foot && <div className={styles.narrowFoot}>{foot}</div>}
      </div>
    );
  return (
    <div className={styles.panes}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, so the keyboard must get in */}
      <section className={styles.pane} data-pane="" id={workRegionId} tabIndex={0} aria-labelledby="work-heading">
        <h2 id="work-heading" className={styles.paneTitle}>
          {t('desk.work')}
        </h2>
        {work}
      </section>
      <section className={styles.guidePane} aria-labelledby="guide-heading">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls too, and once decided holds nothing else to reach */}
        <div className={styles.pane} data-pane="" tabIndex={0}>
          <h2 id="guide-heading" className={styles.paneTitle}>
            {t('desk.guide')}
          </h2>
          {guide}
        </div>
        {foot && <div className={styles.foot}>{foot}</div>}
      </section>
    </div>
  );
}

/** Where one was in each pane while only one fits: one goes to and fro between a passage and its criterion. */
function usePlaces(shown: Pane) {
  const frame = useRef<HTMLDivElement>(null);
  const places = useRef<Partial<Record<Pane, number>>>({});
  const left = useRef<Pane>(undefined);
  useEffect(() => {
    // what was gone to by a key is shown by whoever went there
    if (!left.current || left.current === shown || !frame.current) return;
    left.current = undefined;
    const top = frame.current.getBoundingClientRect().top + window.scrollY;
    const place = places.current[shown] ?? Math.min(window.scrollY, top);
    // the pane is drawn after its tab: until then the page may be too short
    const drawn = requestAnimationFrame(() => window.scrollTo({ top: place }));
    return () => cancelAnimationFrame(drawn);
  }, [shown]);
  const leave = () => {
    places.current[shown] = window.scrollY;
    left.current = shown;
  };
  return { frame, leave };
}
