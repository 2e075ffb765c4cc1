import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // browsers, servers and databases of their own: two at a time is what two cores bear
    maxWorkers: 2,
    projects: [
      { test: { name: 'badge-art', root: 'packages/badge-art', include: ['src/**/*.test.ts'] } },
      { test: { name: 'roster-names', root: 'packages/roster-names', include: ['src/**/*.test.ts'] } },
      { test: { name: 'openbadges', root: 'packages/openbadges', include: ['src/**/*.test.ts'], testTimeout: 300_000 } },
      {
        test: {
          name: 'server',
          root: 'server',
          include: ['src/**/*.test.ts'],
          globalSetup: ['src/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'web', root: 'web', include: ['src/**/*.test.{ts,tsx}'] } },
      { test: { name: 'operating', root: 'e2e', include: ['operating/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 600_000 } },
      {
        test: {
          name: 'films',
          root: 'e2e',
          include: ['films/**/*.test.ts'],
          globalSetup: ['harness/global-setup.ts'],
          testTimeout: 600_000,
          // a worker's first film loads the demo
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
