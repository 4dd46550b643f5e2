import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledHouseholdBinding } from './aggregate';
import { ProposeHouseholdBinding, RecordIntent, RehomeHousehold, WithdrawBinding } from './commands';
import type { HouseholdBindingEvent } from './events';
import { householdBindingId } from './state';
import {
  activated,
  AGREEMENT,
  ended,
  FRUIT_COOP,
  GREEN_COOP,
  parties,
  proposed,
  submitted,
  WANG,
  WANG_FRUIT,
} from './story';

const { given } = specify<HouseholdBindingEvent>(handledHouseholdBinding, { id: WANG_FRUIT, ...parties });
const on = calendarDate('2025-03-01');

const intent = command(RecordIntent, { householdId: WANG, entityId: FRUIT_COOP, industry: 'FRUIT' });
const asked = {
  householdId: WANG,
  entityId: FRUIT_COOP,
  industry: 'FRUIT',
  forms: ['PROFIT_DIVIDEND', 'ORDER_FARMING'],
  startDate: calendarDate('2025-01-01'),
  endDate: calendarDate('2027-12-31'),
  agreementId: AGREEMENT,
} as const;
const propose = (changed: Partial<ProposeHouseholdBinding> = {}) =>
  command(ProposeHouseholdBinding, { ...asked, forms: [...asked.forms], ...changed });
const withdrawn = { type: 'BindingWithdrawn', data: { on } } as const;
const intended = {
  type: 'BindingIntentRecorded',
  data: {
    householdId: WANG,
    entityId: FRUIT_COOP,
    industry: 'FRUIT',
    villageCode: parties.household.villageCode,
    on,
  },
} as const;

describe('recording an intent', () => {
  it('remembers who wants to be bound to whom, once', () => {
    given().when(intent).then(intended);
    given(intended).when(intent).thenNothing();
  });

  it('is refused where the two are bound already', () =>
    given(proposed).when(intent).thenRefused('BINDING_DUPLICATE'));
});

describe('a household that is bound in the industry already', () => {
  it('may be bound to another cooperative there, and is told of it (R03)', () => {
    const told = given()
      .knowing({ alike: [GREEN_COOP] })
      .when(propose());
    expect(told.warnings()).toEqual([
      {
        ...{ code: 'SAME_INDUSTRY_TWICE', pointer: '/industry' },
        params: { industry: 'FRUIT', entityIds: [GREEN_COOP] },
      },
    ]);
    given().knowing({ alike: [] }).when(propose()).thenWarned();
  });
});

describe('proposing a binding', () => {
  it('says the relation, the tightness of the tightest form and the pre-judged industry', () =>
    given()
      .when(propose())
      .then({ ...proposed, data: { ...proposed.data, on } }));

  it('is a direct linkage with any entity but a cooperative', () => {
    const entity = { ...parties.entity, kind: 'LEADING_ENTERPRISE' };
    const [event] = given().knowing({ entity }).when(propose()).events();
    expect(event?.data).toMatchObject({ relation: 'HE', entityKind: 'LEADING_ENTERPRISE' });
  });

  it('counts the terms that were in force, also after a withdrawal', () => {
    const again = { ...proposed, data: { ...proposed.data, on } };
    given(proposed, withdrawn).when(propose()).then(again);
    const [event] = given(proposed, submitted, activated, ended).when(propose()).events();
    expect(event?.data).toMatchObject({ term: 2 });
  });

  it('is refused in a form the relation does not know', () =>
    given()
      .when(propose({ forms: ['ASSET_TRANSFER'] }))
      .thenRefused('FORM_NOT_ALLOWED_FOR_RELATION'));

  it('lists all that is wrong at once', () =>
    given()
      .knowing({
        household: { ...parties.household, hasVanished: true },
        entity: { ...parties.entity, phase: 'SUSPENDED' },
        effectiveDate: calendarDate('2025-03-02'),
      })
      .when(propose({ forms: ['OTHER'], endDate: calendarDate('2024-12-31') }))
      .thenRefused(
        'EFFECTIVE_DATE_IN_FUTURE',
        'HOUSEHOLD_VANISHED',
        'ENTITY_NOT_ACTIVE',
        'OTHER_FORM_NEEDS_TEXT',
        'TERM_INVALID',
      ));

  it('is refused with an entity whose eligibility is revoked', () =>
    given()
      .knowing({ entity: { ...parties.entity, phase: 'REVOKED' } })
      .when(propose())
      .thenRefused('ENTITY_REVOKED'));

  it.each([
    ['AGREEMENT_UNKNOWN', null],
    ['AGREEMENT_OF_ANOTHER_ENTITY', { phase: 'IN_FORCE', entityId: GREEN_COOP, householdIds: [WANG] }],
    ['AGREEMENT_DOES_NOT_COVER', { phase: 'IN_FORCE', entityId: FRUIT_COOP, householdIds: [] }],
  ])('is refused with %s where the paper is not theirs', (code, agreement) =>
    given().knowing({ agreement }).when(propose()).thenRefused(code),
  );
});

describe('several cooperatives for one household (R03)', () => {
  it('gives each cooperative and each industry a binding of its own', () => {
    const ids = [
      householdBindingId(WANG, FRUIT_COOP, 'FRUIT'),
      householdBindingId(WANG, FRUIT_COOP, 'VEGETABLE'),
      householdBindingId(WANG, GREEN_COOP, 'FRUIT'),
    ];
    expect(new Set(ids).size).toBe(3);
  });

  it.each([
    ['proposed', [proposed]],
    ['in review', [proposed, submitted]],
    ['active', [proposed, submitted, activated]],
  ])('refuses the same cooperative and industry again while it is %s', (_state, events) =>
    given(...events)
      .when(propose())
      .thenRefused('BINDING_DUPLICATE'),
  );
});

describe('proposing anew what came back', () => {
  const returned = { type: 'HouseholdBindingReturned', data: { reason: '补签期限有误', on } } as const;
  const history = [proposed, submitted, returned];

  it('puts forms, dates and agreement otherwise, in the same term', () => {
    const agreementDueBy = calendarDate('2025-06-30');
    const [event] = given(...history)
      .when(propose({ forms: ['ORDER_FARMING'], agreementDueBy }))
      .events();
    expect(event?.data).toMatchObject({ term: 1, forms: ['ORDER_FARMING'], agreementDueBy });
  });

  it('is no second intent, and what came back can be withdrawn too', () => {
    given(...history)
      .when(intent)
      .thenRefused('BINDING_DUPLICATE');
    given(...history)
      .when(command(WithdrawBinding, {}))
      .then(withdrawn);
  });
});

describe('re-homing a household', () => {
  const rehome = command(RehomeHousehold, {
    ...asked,
    forms: [...asked.forms],
    fromBindingId: householdBindingId(WANG, GREEN_COOP, 'FRUIT'),
  });
  const knowing = (phase: string, householdId = WANG) => given().knowing({ from: { phase, householdId } });

  it('proposes the new binding in the name of the ended one', () =>
    knowing('ENDED')
      .when(rehome)
      .then(
        { ...proposed, data: { ...proposed.data, on } },
        { type: 'HouseholdRehomed', data: { fromBindingId: rehome.fromBindingId, on } },
      ));

  it('waits for the end of the old one', () =>
    knowing('ACTIVE').when(rehome).thenRefused('REHOMED_BINDING_NOT_ENDED'));

  it('is refused in the name of another household', () =>
    knowing('ENDED', 'another').when(rehome).thenRefused('REHOMED_BINDING_OF_ANOTHER'));

  it('needs an entity in state ACTIVE', () =>
    knowing('ENDED')
      .knowing({ entity: { ...parties.entity, phase: 'REVOKED' } })
      .when(rehome)
      .thenRefused('ENTITY_REVOKED'));
});

describe('withdrawing', () => {
  const withdraw = command(WithdrawBinding, {});

  it('takes back an intent or a proposal, and asking twice does no harm', () => {
    given(proposed).when(withdraw).then(withdrawn);
    given(intended).when(withdraw).then(withdrawn);
    given(proposed, withdrawn).when(withdraw).thenNothing();
  });

  it('is refused once the binding is in review', () =>
    given(proposed, submitted).when(withdraw).thenRefused('BINDING_NOT_WITHDRAWABLE'));
});
