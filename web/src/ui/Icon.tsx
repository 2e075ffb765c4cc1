import { cx } from './cx.ts';
import styles from './Icon.module.css';

/** Drawn on a 20 px grid with a 1.6 px pen; `|` parts a second path that is filled instead of stroked. */
const drawings = {
  add: 'M10 4v12M4 10h12',
  alert: 'M10 3.2 17.6 16.5H2.4zM10 8v4|M10 13.4a.95.95 0 1 0 0 1.9.95.95 0 0 0 0-1.9z',
  'arrow-down': 'M10 3.5v13M5 11.5l5 5 5-5',
  'arrow-left': 'M16.5 10h-13M8.5 5l-5 5 5 5',
  'arrow-right': 'M3.5 10h13M11.5 5l5 5-5 5',
  'arrow-up': 'M10 16.5v-13M5 8.5l5-5 5 5',
  audio: 'M3 8v4M6.5 5.5v9M10 3v14M13.5 6.5v7M17 8.5v3',
  bookmark: 'M5.5 3h9v14L10 13.4 5.5 17z',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3M13 3v3',
  check: 'm4 10.5 4 4 8-9',
  'chevron-down': 'm5 7.5 5 5 5-5',
  'chevron-left': 'm12.5 5-5 5 5 5',
  'chevron-right': 'm7.5 5 5 5-5 5',
  clock: 'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM10 6v4.2l2.8 1.8',
  close: 'm5 5 10 10M15 5 5 15',
  'cloud-off': 'M6.2 8.1A4 4 0 0 0 6 16h8M8 5.6a4.3 4.3 0 0 1 6.3 3.2A3.6 3.6 0 0 1 16.4 15M3 3l14 14',
  copy: 'M7.5 7.5h9v9h-9zM12.5 4.5v-1h-9v9h1',
  document: 'M5 2.8h6.5L15 6.4v10.8H5zM11.3 2.8v3.8H15M7.5 10h5M7.5 13h5',
  download: 'M10 3v10M5.5 9l4.5 4.5L14.5 9M3.5 17h13',
  edit: 'm3.5 16.5.8-3.6L13.6 3.6l2.8 2.8-9.3 9.3zM11.8 5.4l2.8 2.8',
  external: 'M8 4.5H3.5v12h12V12M11.5 3h5.5v5.5M17 3l-7.5 7.5',
  eye: 'M1.8 10S4.8 4.8 10 4.8 18.2 10 18.2 10 15.2 15.2 10 15.2 1.8 10 1.8 10zM10 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z',
  filter: 'M3 5.5h14M5.8 10h8.4M8.5 14.5h3',
  flag: 'M5 17.5v-14M5 4c4-2 6 2 10.5 0v7.2C11 13.2 9 9.2 5 11.2',
  globe:
    'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM2.8 10h14.4M10 2.8c2.2 2 3.2 4.4 3.2 7.2s-1 5.2-3.2 7.2c-2.2-2-3.2-4.4-3.2-7.2s1-5.2 3.2-7.2z',
  grip: '|M7 4.2a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4zm6 0a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4zM7 8.8a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4zm6 0a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4zM7 13.4a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4zm6 0a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z',
  image: 'M3 4h14v12H3zM3.5 14l4-4.5 3 3L13 10l3.5 4|M12.8 6.3a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z',
  info: 'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM10 9.2v4.6|M10 5.6a.95.95 0 1 0 0 1.9.95.95 0 0 0 0-1.9z',
  link: 'M8.4 11.6a3 3 0 0 0 4.3 0l3-3a3 3 0 1 0-4.3-4.3l-1 1M11.6 8.4a3 3 0 0 0-4.3 0l-3 3a3 3 0 1 0 4.3 4.3l1-1',
  lock: 'M4.5 9h11v8h-11zM7 9V6.2a3 3 0 0 1 6 0V9M10 12v2',
  mail: 'M2.8 4.8h14.4v10.4H2.8zM3 5.2l7 5.6 7-5.6',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  message: 'M3 4h14v9.5H9l-3.6 3.2v-3.2H3z',
  minus: 'M4 10h12',
  money:
    'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM12.4 7.6c-.3-1-1.2-1.5-2.4-1.5-1.3 0-2.3.7-2.3 1.8 0 2.7 4.8 1.3 4.8 4.1 0 1.2-1.1 1.9-2.5 1.9-1.3 0-2.3-.6-2.6-1.7M10 4.8v1.3M10 13.9v1.3',
  moon: 'M16.2 12.2A7 7 0 0 1 7.8 3.8a6.9 6.9 0 1 0 8.4 8.4z',
  more: '|M4.5 8.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8zm5.5 0a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8zm5.5 0a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8z',
  'not-yet': 'M10 2.8a7.2 7.2 0 1 1-7.2 7.2|M5.2 4.1a1 1 0 1 0 0 2 1 1 0 0 0 0-2zM10 9a1 1 0 1 0 0 2 1 1 0 0 0 0-2z',
  path: 'M4.5 16.5c6 0 1.5-6.5 5.5-6.5s-.5-6.5 5.5-6.5|M3.6 14.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zm12.8-13a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  people:
    'M7.5 9.4a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8zM2 16.5c.3-3 2.5-4.8 5.5-4.8s5.2 1.8 5.5 4.8M13 3.8a2.9 2.9 0 0 1 0 5.4M15 11.9c1.8.6 2.8 2.2 3 4.6',
  person: 'M10 9.6a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM3.8 17c.4-3.3 2.8-5.2 6.2-5.2s5.8 1.9 6.2 5.2',
  print: 'M6 7.5V3h8v4.5M6 14H3V7.5h14V14h-3M6 11.5h8V17H6z',
  search: 'M8.8 14.6a5.8 5.8 0 1 0 0-11.6 5.8 5.8 0 0 0 0 11.6zM13 13l4.2 4.2',
  seal: 'm10 2 1.9 1.6 2.5-.3.9 2.3 2.2 1.2-.4 2.4 1.1 2.2-1.8 1.7-.2 2.5-2.5.5-1.5 2L10 17l-2.2 1.1-1.5-2-2.5-.5-.2-2.5-1.8-1.7 1.1-2.2-.4-2.4 2.2-1.2.9-2.3 2.5.3zM6.8 10.2l2.3 2.3 4.2-4.6',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 8.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM8 16.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  share: 'M10 12.5V3M6 6.5 10 2.8l4 3.7M6.5 9.5H4v7.5h12V9.5h-2.5',
  stack: 'm10 2.8 7.2 3.7-7.2 3.7-7.2-3.7zM2.8 10l7.2 3.7 7.2-3.7M2.8 13.5l7.2 3.7 7.2-3.7',
  star: 'm10 2.8 2.2 4.8 5.2.6-3.9 3.5 1.1 5.2L10 14.3l-4.6 2.6 1.1-5.2L2.6 8.2l5.2-.6z',
  sun: 'M10 13.4a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8zM10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M15.8 4.2l-1.4 1.4M5.6 14.4l-1.4 1.4',
  sync: 'M16.5 8A7 7 0 0 0 4 6.2L3 7.5M3 3.5v4h4M3.5 12A7 7 0 0 0 16 13.8l1-1.3M17 16.5v-4h-4',
  trash: 'M3.5 5.5h13M7.5 5.5V3.2h5v2.3M5 5.5l.8 11.5h8.4L15 5.5M8.4 8.5v5.5M11.6 8.5v5.5',
  undo: 'M3.5 8h8.2a4.3 4.3 0 0 1 0 8.6H7M7 4.2 3.2 8 7 11.8',
  upload: 'M10 13.5V3.2M5.5 7.5 10 3l4.5 4.5M3.5 17h13',
  video: 'M2.5 5h10.5v10H2.5zM13 9l4.5-2.8v7.6L13 11',
} as const;

export type IconName = keyof typeof drawings;

/** Every icon's name, for the gallery. */
export const iconNames = Object.keys(drawings) as IconName[];

export type IconProps = {
  name: IconName;
  /** Edge in px on the 20 px grid; 20 unless told. */
  size?: 16 | 20 | 24 | 32;
  /** Say what it shows only when no text beside it does; otherwise it is hidden from screen readers. */
  label?: string | undefined;
  className?: string | undefined;
};

/** A small line drawing in the color of the text around it. Never the only sign of a state: a word goes with it. */
export function Icon({ name, size = 20, label, className }: IconProps) {
  const [line, fill] = drawings[name].split('|');
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label or hidden
    <svg
      className={cx(styles.icon, className)}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      focusable="false"
    >
      {line && <path d={line} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />}
      {fill && <path d={fill} fill="currentColor" />}
    </svg>
  );
}
