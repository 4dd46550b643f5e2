import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { fold } from '@kernel/decider';
import { derivedId } from '@kernel/ids';
import { command, specify } from '@testing/decider';
import { handledHouseholdBinding } from './aggregate';
import { EndBinding, TakeOverBinding } from './commands';
import type { HouseholdBindingEvent } from './events';
import { termOnFile } from './term-on-file';
import {
  activated,
  AGREEMENT,
  ended,
  FRUIT_COOP,
  GREEN_COOP,
  PANXI_VILLAGE,
  parties,
  proposed,
  somebody,
  submitted,
  suspended,
  WANG,
  WANG_FRUIT,
} from './story';

const SON = derivedId('household', 'son');
const on = calendarDate('2025-03-01');
const household = { ...parties.household, id: SON };
const take = command(TakeOverBinding, {
  ...{ householdId: SON, entityId: FRUIT_COOP, industry: 'FRUIT', fromBindingId: WANG_FRUIT },
});
const was = [proposed, submitted, activated];
const binding = specify<HouseholdBindingEvent>(handledHouseholdBinding, { effectiveDate: on, household });
const after = (...events: readonly HouseholdBindingEvent[]) =>
  binding.given().knowing({ from: fold(termOnFile, events) });

describe('a binding that passes to the household that a split made', () => {
  it('goes on as it was agreed, from the day of the split', () =>
    after(...was)
      .when(take)
      .then(
        { type: 'HouseholdBindingProposed', data: { ...proposed.data, householdId: SON, startDate: on, on } },
        { type: 'HouseholdRehomed', data: { fromBindingId: WANG_FRUIT, on } },
        { type: 'HouseholdBindingActivated', data: { ...activated.data, from: on } },
      ));

  it('goes on in the forms, on the paper and by the judgement of today', () => {
    const changes: readonly HouseholdBindingEvent[] = [
      {
        type: 'BindingFormsChanged',
        data: {
          ...{ forms: ['OTHER'], otherForm: '代管', tightness: 'CONTRACT', otherFormAcceptance: '县级认可' },
          on: calendarDate('2025-02-01'),
        },
      },
      { type: 'BindingAgreementLinked', data: { agreementId: AGREEMENT, on } },
      {
        type: 'IndustryMatchJudged',
        data: { match: 'MISMATCHED', automatic: 'MATCHED', overrideReason: '改种', on },
      },
    ];
    const [first, , last] = after(...was, ...changes)
      .when(take)
      .events();
    expect(first?.data).toMatchObject({ forms: ['OTHER'], otherForm: '代管', agreementId: AGREEMENT });
    expect(last?.data).toMatchObject({
      ...{ match: 'MISMATCHED', matchOverrideReason: '改种', otherFormAcceptance: '县级认可' },
    });
  });

  it('rests on where it rests', () => {
    const events = after(...was, suspended)
      .when(take)
      .events();
    expect(events.at(-1)).toEqual({ type: 'BindingSuspended', data: { ...suspended.data, on } });
  });

  it('is not taken over where it was over before, or never came into force', () => {
    after(...was, ended)
      .when(take)
      .thenNothing();
    after(proposed, submitted).when(take).thenNothing();
  });

  it('is not taken over by a household that is no more', () =>
    after(...was)
      .knowing({ household: { ...household, hasVanished: true } })
      .when(take)
      .thenRefused('HOUSEHOLD_VANISHED'));

  it('ends with the household before by the system only', () => {
    const end = command(EndBinding, { cause: 'HOUSEHOLD_SPLIT' });
    const before = binding.given(...was);
    before
      .knowing({ actor: somebody('TOWN_INFORMANT') })
      .when(end)
      .thenRefused('ENDING_ONLY_BY_SYSTEM');
    const system = { user: 'policy:household-splitting', role: 'SYSTEM', scope: PANXI_VILLAGE };
    before
      .knowing({ actor: system })
      .when(end)
      .then({ type: 'HouseholdBindingEnded', data: { cause: 'HOUSEHOLD_SPLIT', note: null, on } });
  });
});

describe('a binding that goes on with the entity that its own was merged into', () => {
  const pass = command(TakeOverBinding, {
    ...{ householdId: WANG, entityId: GREEN_COOP, industry: 'FRUIT', fromBindingId: WANG_FRUIT },
  });
  const held = (...events: readonly HouseholdBindingEvent[]) =>
    binding.given(...events).knowing({ household: parties.household, from: fold(termOnFile, was) });
  const passed = (day = on): readonly HouseholdBindingEvent[] => [
    {
      type: 'HouseholdBindingProposed',
      data: { ...proposed.data, entityId: GREEN_COOP, startDate: day, on: day },
    },
    { type: 'HouseholdBindingTakenOver', data: { fromBindingId: WANG_FRUIT, on: day } },
    { type: 'HouseholdBindingActivated', data: { ...activated.data, from: day } },
  ];

  it('stays as it was agreed, on its paper', () =>
    held()
      .when(pass)
      .then(...passed()));

  it('takes the place of what was only proposed there', () => {
    held(proposed)
      .when(pass)
      .then(...passed());
    held(proposed, submitted)
      .when(pass)
      .then(...passed());
  });

  it('goes on no earlier than what happened to it or there last', () => {
    const late = calendarDate('2025-03-09');
    const told = [...was, { ...suspended, data: { ...suspended.data, on: late } }];
    const events = held()
      .knowing({ from: fold(termOnFile, told) })
      .when(pass)
      .events();
    expect(events.map(({ data }) => ('on' in data ? data.on : data.from))).toEqual([late, late, late, late]);
    const again = held(...was, { ...ended, data: { ...ended.data, on: late } })
      .when(pass)
      .events();
    expect(again[0]).toMatchObject({ data: { term: 2, on: late } });
  });

  it('is one too many where the household is bound there, and rests only where both do', () => {
    held(...was)
      .when(pass)
      .thenNothing();
    held(...was, suspended)
      .when(pass)
      .then({ type: 'BindingResumed', data: { on } });
    held(...was, suspended)
      .knowing({ from: fold(termOnFile, [...was, suspended]) })
      .when(pass)
      .thenNothing();
  });
});
