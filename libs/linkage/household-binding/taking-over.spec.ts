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
  PANXI_VILLAGE,
  parties,
  proposed,
  somebody,
  submitted,
  suspended,
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

  it('is not taken over by a household that is no more, nor beside another of the same', () => {
    const told = after(...was);
    told
      .knowing({ household: { ...household, hasVanished: true } })
      .when(take)
      .thenRefused('HOUSEHOLD_VANISHED');
    binding
      .given(...was)
      .knowing({ from: fold(termOnFile, was) })
      .when(take)
      .thenRefused('BINDING_DUPLICATE');
  });

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
