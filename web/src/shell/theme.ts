import { useState } from 'react';

/** Light and dark are chosen; `system` follows the device. */
export type Theme = 'light' | 'dark' | 'system';

const stored = (): Theme => {
  const theme = localStorage.getItem('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
};

/** The chosen theme and how to choose another; kept in this browser, applied before the first paint by `entry-theme.ts`. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(stored);
  return [
    theme,
    (chosen) => {
      setTheme(chosen);
      if (chosen === 'system') {
        localStorage.removeItem('theme');
        delete document.documentElement.dataset.theme;
      } else {
        localStorage.setItem('theme', chosen);
        document.documentElement.dataset.theme = chosen;
      }
    },
  ];
}
