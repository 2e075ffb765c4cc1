import './events.ts';

export { evaluationConsumers } from './consumers.ts';
export { loadDecision, type NamedDecision } from './read-decisions.ts';
export { evaluationRoutes } from './routes.ts';
