export { defineStack, type StackRule } from './define-stack.ts';
export { type LoadedVersion, loadVersion } from './load-version.ts';
export { catalogPages } from './pages.ts';
export { publishVersion } from './publish-version.ts';
export { catalogRoutes } from './routes.ts';
