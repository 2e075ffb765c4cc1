const capabilities = 'identity|catalog|portfolio|evaluation|awards|exchange|recognition|learning|community|privacy';

/** The few rules of the house (CONTRIBUTING.md); `./brevet test` holds them. */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'platform-knows-no-capability',
      severity: 'error',
      from: { path: '^server/src/platform/' },
      to: { path: `^server/src/(${capabilities}|demo|operations|testing)/` },
    },
    {
      name: 'capabilities-meet-at-index',
      comment: 'A capability calls another only through its index.ts or by an event.',
      severity: 'error',
      from: { path: `^server/src/(${capabilities})/`, pathNot: '[.]test[.]ts$' },
      to: {
        path: `^server/src/(${capabilities})/`,
        pathNot: ['^server/src/$1/', `^server/src/(${capabilities})/index[.]ts$`, '^server/src/catalog/definition[.]ts$'],
      },
    },
    {
      name: 'packages-stand-alone',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^(server|web|e2e|bench|demo)/' },
    },
    { name: 'web-uses-only-the-api', severity: 'error', from: { path: '^web/src/' }, to: { path: '^server/' } },
    { name: 'server-does-not-import-web', severity: 'error', from: { path: '^server/' }, to: { path: '^web/src/' } },
    {
      name: 'tests-stay-out-of-the-product',
      severity: 'error',
      from: { path: '^(server|web)/src/', pathNot: ['[.]test[.]tsx?$', '/testing/'] },
      to: { path: '/testing/|[.]test[.]tsx?$' },
    },
    {
      name: 'only-app-composes',
      comment: 'Routes, consumers and pages of a capability are put together in app.ts and nowhere else.',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: ['^server/src/(app|start|main|write-openapi)[.]ts$', '^server/src/(operations|testing|demo)/', '[.]test[.]ts$'],
      },
      to: { path: '^server/src/app[.]ts$' },
    },
    {
      name: 'no-drawers',
      comment: 'Name the room by what it holds.',
      severity: 'error',
      from: {},
      to: { path: '/(utils?|helpers?|common|misc|services|managers)(/|[.]tsx?$)', pathNot: 'node_modules' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
