import { questionsAt } from '@http/controllers';
import { AggregateComparison, AggregateHistory, AggregateState } from './queries';

export const AuditQuestions = questionsAt('history', '审计 History', [
  [AggregateHistory, ':category/:id'],
  [AggregateState, ':category/:id/state'],
  [AggregateComparison, ':category/:id/comparison'],
]);
