import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { givenEvents } from '@testing/projection';
import type { HouseholdBindingEvent } from './events';
import { householdBindingLedger } from './projector';
import {
  activated,
  AGREEMENT,
  benefit,
  ended,
  FRUIT_COOP,
  proposed,
  submitted,
  suspended,
  WANG,
} from './story';

const stream = 'householdBinding-b1';
const happened = (...events: readonly HouseholdBindingEvent[]) =>
  givenEvents(...events.map(({ type, data }) => ({ stream, type, data: data as never }))).project(
    householdBindingLedger,
  );
const on = calendarDate('2025-03-01');

const returned: HouseholdBindingEvent = { type: 'HouseholdBindingReturned', data: { reason: '缺件', on } };

describe('the ledger of bound households', () => {
  it('shows who is bound to whom, how tightly, and what income it brings', () => {
    happened(proposed, submitted, activated).thenPartly('household-bindings', 'b1', {
      division: '530424102201',
      householdId: WANG,
      entityId: FRUIT_COOP,
      relation: 'HC',
      industry: 'FRUIT',
      state: 'ACTIVE',
      tightness: 'DIVIDEND',
      incomeCategories: ['OPERATING', 'PROPERTY'],
      startDate: '2025-01-01',
      endDate: '2027-12-31',
      from: '2025-01-10',
      agreementId: AGREEMENT,
      match: 'MATCHED',
    });
  });

  it('takes back a benefit that was voided, and follows the household', () => {
    const voided = {
      type: 'BenefitVoided',
      data: {
        ...{ benefitId: benefit.data.benefitId, amountFen: benefit.data.amountFen, lastBenefitOn: null },
        ...{ voidedBy: 'town', on: calendarDate('2025-02-03') },
      },
    } as const;
    const relocated = {
      type: 'HouseholdBindingRelocated',
      data: { from: proposed.data.villageCode, to: divisionCode('530424102203'), on: voided.data.on },
    } as const;
    happened(proposed, submitted, activated, benefit, voided, relocated).thenPartly(
      'household-bindings',
      'b1',
      {
        ...{ benefitFen: 0, benefitCount: 0, lastBenefitOn: null, division: '530424102203' },
      },
    );
  });

  it('shows every benefit by the id that confirms or voids it, and whether one is left to confirm', () => {
    const { benefitId } = benefit.data;
    const other = { ...benefit, data: { ...benefit.data, benefitId: 'b-2' } };
    const shown = {
      ...benefit.data,
      term: 1,
      state: 'DELIVERED',
      confirmedOn: null,
      means: null,
      voidedOn: null,
    };
    const confirmed = {
      type: 'BenefitConfirmedByHousehold',
      data: { benefitId, means: '电话', on },
    } as const;
    const told = { ...shown, state: 'CONFIRMED', means: '电话', confirmedOn: '2025-03-01' };
    happened(proposed, submitted, activated, benefit, other, confirmed).thenPartly(
      'household-bindings',
      'b1',
      {
        benefits: [told, { ...shown, benefitId: 'b-2' }],
        hasUnconfirmedBenefits: true,
      },
    );
    const voided = {
      type: 'BenefitVoided',
      data: { benefitId: 'b-2', amountFen: 57_246, lastBenefitOn: null, voidedBy: 'town', on },
    } as const;
    const all = [proposed, submitted, activated, benefit, other, confirmed, voided];
    happened(...all).thenPartly('household-bindings', 'b1', {
      benefits: [told, { ...shown, benefitId: 'b-2', state: 'VOIDED', voidedOn: '2025-03-01' }],
      hasUnconfirmedBenefits: false,
    });
  });

  it('keeps why it was sent back while it is looked at again, and not in another term', () => {
    happened(proposed, submitted, returned, submitted).thenPartly('household-bindings', 'b1', {
      ...{ state: 'IN_REVIEW', returnReason: '缺件' },
    });
    const withdrawn = { type: 'BindingWithdrawn', data: { on } } as const;
    happened(proposed, submitted, returned, proposed).thenPartly('household-bindings', 'b1', {
      ...{ state: 'PROPOSED', returnReason: '缺件', returnedOn: '2025-03-01' },
    });
    happened(proposed, submitted, returned, withdrawn, proposed).thenPartly('household-bindings', 'b1', {
      ...{ state: 'PROPOSED', returnReason: null, returnedOn: null },
    });
  });

  it('sums the benefits and keeps the day of the latest', () => {
    const older = { ...benefit, data: { ...benefit.data, amountFen: 43, on: calendarDate('2025-01-15') } };
    happened(proposed, submitted, activated, benefit, older).thenPartly('household-bindings', 'b1', {
      benefitFen: 57_289,
      benefitCount: 2,
      lastBenefitOn: '2025-02-01',
    });
  });

  it.each<[string, HouseholdBindingEvent, object]>([
    ['a return', returned, { state: 'RETURNED', returnReason: '缺件', returnedOn: '2025-03-01' }],
    ['a suspension', suspended, { state: 'SUSPENDED', suspendedUntil: '2025-06-01' }],
    ['a resumption', { type: 'BindingResumed', data: { on } }, { state: 'ACTIVE', suspendedUntil: null }],
    ['an end', ended, { state: 'ENDED', endedOn: '2025-02-20', endCause: 'ENTITY_REVOKED' }],
    ['a withdrawal', { type: 'BindingWithdrawn', data: { on } }, { state: 'WITHDRAWN' }],
    [
      'a judgement',
      {
        type: 'IndustryMatchJudged',
        data: { match: 'MISMATCHED', automatic: 'MISMATCHED', overrideReason: null, on },
      },
      { match: 'MISMATCHED', matchJudgedOn: '2025-03-01' },
    ],
    [
      'other forms',
      {
        type: 'BindingFormsChanged',
        data: {
          forms: ['LABOUR_EMPLOYMENT'],
          ...{ otherForm: null, tightness: 'CONTRACT', otherFormAcceptance: null, on },
        },
      },
      { forms: ['LABOUR_EMPLOYMENT'], tightness: 'CONTRACT', incomeCategories: ['WAGE'] },
    ],
    [
      'another paper',
      { type: 'BindingAgreementLinked', data: { agreementId: 'a2', on } },
      { agreementId: 'a2' },
    ],
    ['re-homing', { type: 'HouseholdRehomed', data: { fromBindingId: 'b0', on } }, { rehomedFrom: 'b0' }],
  ])('follows %s', (_what, event, expected) => {
    happened(proposed, submitted, activated, event).thenPartly('household-bindings', 'b1', expected);
  });

  it('begins anew with a new term in the same stream', () => {
    const again = { ...proposed, data: { ...proposed.data, term: 2 } };
    happened(proposed, submitted, activated, benefit, ended, again).thenPartly('household-bindings', 'b1', {
      ...{ state: 'PROPOSED', term: 2, benefitFen: 0, endedOn: null, from: null },
      ...{ benefits: [{ benefitId: benefit.data.benefitId, term: 1 }], hasUnconfirmedBenefits: true },
    });
  });

  it('shows an intent before there is a proposal', () => {
    const { householdId, entityId, industry, villageCode } = proposed.data;
    const data = { householdId, entityId, industry, villageCode, on };
    const [row] = happened({ type: 'BindingIntentRecorded', data }).all('household-bindings');
    expect(row).toMatchObject({ state: 'INTENT', forms: [], match: null, term: 0 });
  });
});
