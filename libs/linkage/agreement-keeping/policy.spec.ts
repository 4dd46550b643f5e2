import { describe, it } from '@jest/globals';
import { specifyPolicy } from '@testing/policy';
import { EndWithEntity, SucceedEntity } from '@linkage/agreement/commands';
import type { AgreementEvent } from '@linkage/agreement/events';
import { agreementKeeper } from './policy';
import { AGREEMENT, COOP, drafted, inForce } from '@linkage/agreement/story';

const told = ({ type, data }: AgreementEvent, id = AGREEMENT) => ({
  ...{ stream: `agreement-${id}`, type, data: data as never },
});
const revoked = {
  ...{ stream: `entity-${COOP}`, type: 'EligibilityRevoked' },
  data: { decisionNo: '华政〔2025〕9号', agreementId: 'other', rectificationId: 'r1', on: '2025-03-20' },
};
const deregistered = {
  ...{ stream: `entity-${COOP}`, type: 'EntityDeregistered' },
  data: { registryDocument: '注销通知1', on: '2025-03-21' },
};
const over: AgreementEvent = {
  type: 'AgreementDraftWithdrawn',
  data: { cause: 'BY_DRAFTER', on: drafted.data.on },
};
const keeper = specifyPolicy(agreementKeeper);

describe('the keeper of agreements', () => {
  it('has every agreement of a revoked entity ended, from the draft to the one in force', () => {
    keeper
      .given(...inForce.map((event) => told(event)), told(drafted, 'second'))
      .when(revoked)
      .thenSends(
        [AGREEMENT, 'second'].map((id) => ({
          command: Object.assign(new EndWithEntity(), {
            cause: 'ENTITY_REVOKED',
            decisionNo: '华政〔2025〕9号',
          }),
          ...{ id, effectiveDate: '2025-03-20', reason: '主体资格已取消' },
        })),
      );
  });

  it('does the same when the entity is struck off the register of the market', () => {
    keeper
      .given(told(drafted))
      .when(deregistered)
      .thenSends([
        {
          command: Object.assign(new EndWithEntity(), {
            ...{ cause: 'ENTITY_DEREGISTERED', decisionNo: '注销通知1' },
          }),
          ...{ id: AGREEMENT, effectiveDate: '2025-03-21', reason: '主体已注销' },
        },
      ]);
  });

  describe('when the entity is merged into another', () => {
    const OTHER = 'other';
    const merged = (evaluatedThrough: number | null) => ({
      ...{ stream: `entity-${COOP}`, type: 'EntityMerged' },
      data: { into: OTHER, evaluatedThrough, on: '2025-03-21' },
    });
    const passing = (fields: object) => ({
      command: Object.assign(new SucceedEntity(), { entityId: COOP, successorId: OTHER, ...fields }),
      ...{ id: AGREEMENT, effectiveDate: '2025-03-21', reason: '主体重复登记合并' },
    });

    it('has its agreements go on with that one, and says for which years it was evaluated', () => {
      const held = keeper.given(...inForce.map((event) => told(event)));
      held.when(merged(null)).thenSends([passing({})]);
      held.when(merged(2024)).thenSends([passing({ evaluatedThrough: 2024 })]);
    });

    it('ends none of them where it is struck off', () =>
      keeper
        .given(...inForce.map((event) => told(event)), merged(null))
        .when(deregistered)
        .thenSendsNothing());

    it('has them ended with that one from then on', () => {
      const passed = told({
        type: 'AgreementEntitySucceeded',
        data: {
          ...{ entityId: COOP, successorId: OTHER, entityVillage: drafted.data.entityVillage },
          ...{ terms: drafted.data.terms, evaluatedThrough: null, on: drafted.data.on },
        },
      });
      const held = keeper.given(...inForce.map((event) => told(event)), passed);
      held.when(deregistered).thenSendsNothing();
      held.when({ ...deregistered, stream: `entity-${OTHER}` }).thenSends([
        {
          command: Object.assign(new EndWithEntity(), {
            ...{ cause: 'ENTITY_DEREGISTERED', decisionNo: '注销通知1' },
          }),
          ...{ id: AGREEMENT, effectiveDate: '2025-03-21', reason: '主体已注销' },
        },
      ]);
    });
  });

  it('leaves alone what is over, and agreements of others', () => {
    keeper.given(told(drafted), told(over)).when(revoked).thenSendsNothing();
    keeper
      .given(told(drafted))
      .when({ ...revoked, stream: 'entity-another' })
      .thenSendsNothing();
  });
});
