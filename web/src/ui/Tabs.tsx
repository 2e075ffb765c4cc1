import { type ReactNode, useEffect, useRef } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';
import styles from './Tabs.module.css';

export type TabsProps = {
  label: string;
  tabs: readonly { id: string; title: ReactNode; count?: ReactNode; content: ReactNode }[];
  /** The open tab, when the caller holds it (in the address, say). */
  selected?: string;
  onSelect?: (id: string) => void;
  /** Keeps the tabs in sight while what they hold scrolls, with this before them: a way back, say. */
  stay?: { before: ReactNode };
};

/** Several views of one thing, one at a time. Brings react-aria: for the app, not for public pages. Where tabs are places, use links. */
export function Tabs({ label, tabs, selected, onSelect, stay }: TabsProps) {
  const row = useRef<HTMLDivElement>(null);
  // where they do not all fit, the open one is in sight
  useEffect(() => {
    // the tabs are drawn after their list
    const drawn = requestAnimationFrame(() => {
      const open = selected === undefined ? null : row.current?.querySelector<HTMLElement>('[data-selected]');
      if (row.current && open) row.current.scrollLeft += open.getBoundingClientRect().right - row.current.getBoundingClientRect().right;
    });
    return () => cancelAnimationFrame(drawn);
  }, [selected]);
  const list = (
    <TabList ref={row} aria-label={label} className={styles.list ?? ''}>
      {tabs.map((tab) => (
        <Tab key={tab.id} id={tab.id} className={styles.tab ?? ''}>
          {tab.title}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </Tab>
      ))}
    </TabList>
  );
  return (
    <AriaTabs
      {...(selected !== undefined && { selectedKey: selected })}
      {...(onSelect && { onSelectionChange: (key) => onSelect(String(key)) })}
    >
      {stay ? (
        <div className={styles.stay}>
          {stay.before}
          {list}
        </div>
      ) : (
        list
      )}
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ''}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
