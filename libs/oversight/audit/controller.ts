import { questionsAt } from '@http/controllers';
import { exportsAt } from '@http/exports';
import { STORY_RENDERINGS } from '@query/story/rendering';
import { AggregateComparison, AggregateHistory, AggregateHistoryExport, AggregateState } from './queries';

const TAG = '审计 History';

export const AuditQuestions = questionsAt('history', TAG, [
  [AggregateHistory, ':category/:id'],
  [AggregateState, ':category/:id/state'],
  [AggregateComparison, ':category/:id/comparison'],
]);

export const AuditExports = exportsAt('history', TAG, [
  {
    query: AggregateHistoryExport,
    path: ':category/:id/export',
    renderings: STORY_RENDERINGS,
  },
]);
