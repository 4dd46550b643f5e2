import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { unmet } from '@kernel/refusal';
import { specify } from '@testing/decider';
import { handledHouseholdSplit } from './aggregate';
import type { SplitHousehold } from './commands';
import type { HouseholdSplitEvent } from './events';
import type { BindingKnown } from './facts';
import {
  AGREEMENT,
  assigned,
  due,
  FRUIT_DIVIDEND,
  GREEN_DIVIDEND,
  known,
  NEW_FRUIT,
  on,
  somebody,
  splitDecided,
  splitting,
  WANG_FRUIT,
  WANG_GREEN,
} from './story';

const county = { actor: somebody('COUNTY_INFORMANT'), effectiveDate: on, reason: '儿子成家，申请分户' };
const split = specify<HouseholdSplitEvent>(handledHouseholdSplit, { ...known, ...county });
const [fruit, green] = known.bindings as readonly [BindingKnown, BindingKnown];
const passing = (events: readonly HouseholdSplitEvent[]) => events[0]?.data.agreements;

describe('a split', () => {
  it('says who leaves, what follows them and what stays', () =>
    split.given().when(splitting()).then(splitDecided));

  it('is decided once for the number of the new household', () => {
    split.given(splitDecided).when(splitting()).thenRefused('HOUSEHOLD_EXISTS');
    split.given().knowing({ isRegistered: true }).when(splitting()).thenRefused('HOUSEHOLD_EXISTS');
  });

  it('needs a reason and a day that has come', () => {
    const told = { reason: null, effectiveDate: calendarDate('2025-03-02') };
    split.given().knowing(told).when(splitting()).thenRefused('EFFECTIVE_DATE_IN_FUTURE', 'REASON_REQUIRED');
  });

  it.each([
    ['of the household', { since: calendarDate('2025-03-02') }],
    ['of a binding that passes', { bindings: [{ ...fruit, since: calendarDate('2025-03-02') }, green] }],
  ])('does not lie before the last change %s', (_whose, told) =>
    split.given().knowing(told).when(splitting()).thenRefused('BEFORE_LAST_CHANGE'),
  );

  it('may lie before the last change of a binding that stays', () => {
    const bindings = [fruit, { ...green, since: calendarDate('2025-03-02') }];
    split.given().knowing({ bindings }).when(splitting()).then(splitDecided);
  });

  it('is refused with everything that stands against it in the household', () => {
    const faults = [unmet('HOUSEHOLD_VANISHED'), unmet('MEMBER_UNKNOWN')];
    split.given().knowing({ faults }).when(splitting()).thenRefused('HOUSEHOLD_VANISHED', 'MEMBER_UNKNOWN');
  });

  it('is not headed by who was erased', () =>
    split.given().knowing({ isForgotten: true }).when(splitting()).thenRefused('MEMBER_UNKNOWN'));
});

describe('a binding in force', () => {
  it('is assigned in so many words', () => {
    const refusal = split
      .given()
      .when(splitting({ bindings: [assigned(WANG_GREEN, 'NEW')] }))
      .refusal();
    expect(refusal.unmet).toMatchObject([
      { code: 'SPLIT_BINDINGS_UNASSIGNED', params: { bindingIds: [WANG_FRUIT] } },
    ]);
  });

  it('is assigned once, and is the household’s', () => {
    const foreign = assigned(NEW_FRUIT, 'NEW');
    const twice = assigned(WANG_FRUIT, 'REMAINING');
    const refusal = split
      .given()
      .when(splitting({ bindings: [...splitting().bindings, foreign, twice] }))
      .refusal();
    expect(refusal.unmet).toMatchObject([
      { code: 'SPLIT_BINDINGS_UNKNOWN', params: { bindingIds: [NEW_FRUIT, WANG_FRUIT] } },
    ]);
  });

  it('does not pass while a paper of its agreement waits for signatures', () => {
    const told = split.given().knowing({ waiting: [AGREEMENT] });
    told.when(splitting()).thenRefused('SPLIT_PAPER_WAITS');
    const staying = [assigned(WANG_FRUIT, 'REMAINING'), assigned(WANG_GREEN, 'NEW')];
    expect(told.when(splitting({ bindings: staying })).events()).toHaveLength(1);
  });
});

describe('a dividend that is still due', () => {
  const refusal = (dividends: SplitHousehold['dividends']) =>
    split.given().when(splitting({ dividends })).refusal().unmet;

  it('is assigned in so many words, once, and is the household’s', () => {
    expect(refusal([due(GREEN_DIVIDEND, 'NEW'), due(AGREEMENT, 'NEW')])).toMatchObject([
      { code: 'SPLIT_DIVIDENDS_UNASSIGNED', params: { distributionIds: [FRUIT_DIVIDEND] } },
      { code: 'SPLIT_DIVIDENDS_UNKNOWN', params: { distributionIds: [AGREEMENT] } },
    ]);
  });

  it('does not pass while it stands in a payment file that nobody has confirmed', () => {
    const dividends = known.dividends.map((one) => ({ ...one, isBeingPaid: true }));
    const refused = split.given().knowing({ dividends }).when(splitting()).refusal();
    expect(refused.unmet).toMatchObject([
      { code: 'SPLIT_DIVIDEND_BEING_PAID', params: { distributionIds: [FRUIT_DIVIDEND] } },
    ]);
  });
});

describe('an agreement', () => {
  const both = [fruit, { ...green, agreementId: AGREEMENT }];

  it('has the new household in the place of the other where no binding on it stays', () => {
    const bindings = [assigned(WANG_FRUIT, 'NEW'), assigned(WANG_GREEN, 'NEW')];
    const told = split.given().knowing({ bindings: both });
    expect(passing(told.when(splitting({ bindings })).events())).toEqual([
      { agreementId: AGREEMENT, bindingId: null, remains: false },
    ]);
  });

  it('has both where both have a binding on it', () => {
    const told = split.given().knowing({ bindings: both });
    expect(passing(told.when(splitting()).events())).toEqual([
      { agreementId: AGREEMENT, bindingId: NEW_FRUIT, remains: true },
    ]);
  });

  it('stays as it is where all bindings on it stay', () => {
    const bindings = [assigned(WANG_FRUIT, 'REMAINING'), assigned(WANG_GREEN, 'NEW')];
    expect(passing(split.given().when(splitting({ bindings })).events())).toEqual([]);
  });
});
