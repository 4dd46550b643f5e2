import { describe, it } from '@jest/globals';
import { specifyPolicy } from '@testing/policy';
import { EndWithEntity } from '@linkage/agreement/commands';
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

  it('leaves alone what is over, and agreements of others', () => {
    keeper.given(told(drafted), told(over)).when(revoked).thenSendsNothing();
    keeper
      .given(told(drafted))
      .when({ ...revoked, stream: 'entity-another' })
      .thenSendsNothing();
  });
});
