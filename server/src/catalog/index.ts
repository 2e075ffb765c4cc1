export { defineStack, type StackRule } from './define-stack.ts';
export { type LoadedVersion, loadVersion } from './load-version.ts';
export { catalogPages } from './pages.ts';
export { publishVersion } from './publish-version.ts';
export { type PublicStack, stacksOf } from './queries.ts';
export { catalogRoutes } from './routes.ts';
