import { describe, it } from '@jest/globals';
import { command } from '@testing/decider';
import { specifyPolicy } from '@testing/policy';
import { OrderRectification } from '../rectification/commands';
import { ApplyConsequence } from './commands';
import type { EvaluationEvent } from './events';
import { evaluationToConsequence } from './policy';
import { AGREEMENT, COOP, EVALUATION, failed, finalized, of, ORDER } from './story';

describe('what follows from the result', () => {
  const policy = specifyPolicy(evaluationToConsequence);
  const told = ({ type, data }: EvaluationEvent) => of('evaluation', EVALUATION)(type, data);

  const ordering = (...agreementIds: readonly string[]) => ({
    command: command(OrderRectification, {
      ...{ source: 'EVALUATION', sourceId: EVALUATION, entityId: COOP, agreementIds: [...agreementIds] },
      problemCode: 'EVALUATION_NOT_FULFILLED',
      problem: '2024 年度绩效评估认定协议责任履行不到位',
    }),
    reason: '年度评估未履约，督促整改',
  });

  it('an order to put right, for the agreements that were judged', () =>
    policy
      .given()
      .when(told(failed))
      .thenSends([ordering(AGREEMENT)]));

  it('and for what renews them, and what renews that (R18)', () => {
    const drafted = (id: string, renews: string | null) =>
      of('agreement', id)('AgreementDrafted', { entityId: COOP, renews });
    policy
      .given(
        ...[drafted(AGREEMENT, null), drafted('next', AGREEMENT), drafted('third', 'next')],
        ...[drafted('beside', AGREEMENT), drafted('other', null), drafted('of another', 'other')],
      )
      .when(told(failed))
      .thenSends([ordering(AGREEMENT, 'next', 'beside', 'third')]);
  });

  it('preference where it is good, nothing where it is merely enough or the trial of a revoked entity', () => {
    const good = { ...finalized, data: { ...finalized.data, grade: 'GOOD' } } as const;
    const reason = '年度评估履约良好，予以倾斜';
    policy
      .given()
      .when(told(good))
      .thenSends([
        {
          command: command(ApplyConsequence, { consequence: 'PREFERENCE' }),
          id: EVALUATION,
          effectiveDate: '2025-02-12',
          reason,
        },
      ]);
    policy.given().when(told(finalized)).thenSendsNothing();
    const trial: EvaluationEvent = { ...good, data: { ...good.data, trial: true } };
    policy.given().when(told(trial)).thenSendsNothing();
  });

  it('the order is written down in the evaluation it comes from, and in no other', () => {
    const ordered = (source: string, sourceId: string | null) =>
      of('rectification', ORDER)('RectificationOrdered', { source, sourceId, on: '2025-02-13' });
    const fields = { consequence: 'RECTIFICATION', rectificationId: ORDER } as const;
    policy
      .given()
      .when(ordered('EVALUATION', EVALUATION))
      .thenSends([
        {
          command: command(ApplyConsequence, fields),
          ...{ id: EVALUATION, effectiveDate: '2025-02-13', reason: '年度评估未履约，已下达整改' },
        },
      ]);
    policy.given().when(ordered('INSPECTION', EVALUATION)).thenSendsNothing();
  });
});
