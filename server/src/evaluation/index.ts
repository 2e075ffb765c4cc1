import './events.ts';

export { evaluationConsumers } from './consumers.ts';
export { evaluationHolding } from './holding.ts';
export { loadDecision } from './read-decisions.ts';
export { evaluationRoutes } from './routes.ts';
