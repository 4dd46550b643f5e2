import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { fold } from '@kernel/decider';
import { derivedId } from '@kernel/ids';
import { command, specify } from '@testing/decider';
import { givenEvents } from '@testing/projection';
import { handledEnterpriseBinding } from './aggregate';
import { EndEnterpriseBinding, TakeOverEnterpriseBinding } from './commands';
import type { EnterpriseBindingEvent } from './events';
import { enterpriseBindingLedger } from './projector';
import { enterpriseBindingId } from './state';
import {
  activated,
  approved,
  COOPERATIVE,
  ended,
  ENTERPRISE,
  proposed,
  sides,
  somebody,
  suspended,
} from './story';
import { termOnFile } from './term-on-file';

const OTHER = derivedId('entity', '935304240000000002');
const FROM = enterpriseBindingId(ENTERPRISE, COOPERATIVE, 'FRUIT');
const on = calendarDate('2025-03-01');
const was = [proposed, approved, activated];
const binding = specify<EnterpriseBindingEvent>(handledEnterpriseBinding, { effectiveDate: on, ...sides });
const pass = command(TakeOverEnterpriseBinding, {
  ...{ enterpriseId: ENTERPRISE, cooperativeId: OTHER, industry: 'FRUIT', fromBindingId: FROM },
});
const held = (from: readonly EnterpriseBindingEvent[], ...here: readonly EnterpriseBindingEvent[]) =>
  binding.given(...here).knowing({ from: fold(termOnFile, from) });
const passed = (term = 1, day = on): readonly EnterpriseBindingEvent[] => [
  {
    type: 'EnterpriseBindingProposed',
    data: { ...proposed.data, term, cooperativeId: OTHER, startDate: day, on: day },
  },
  { type: 'EnterpriseBindingTakenOver', data: { fromBindingId: FROM, on: day } },
  { type: 'EnterpriseBindingApproved', data: { leadingLevel: 'COUNTY', on: day } },
  { type: 'EnterpriseBindingActivated', data: { from: day } },
];

describe('a binding that goes on with the entity that one of its sides was merged into', () => {
  it('stays as it was agreed', () =>
    held(was)
      .when(pass)
      .then(...passed()));

  it('takes the place of what was only proposed there', () =>
    held(was, proposed)
      .when(pass)
      .then(...passed()));

  it('goes on no earlier than what happened there last', () => {
    const late = calendarDate('2025-03-09');
    held(was, ...was, { ...ended, data: { ...ended.data, on: late } })
      .when(pass)
      .then(...passed(2, late));
  });

  it('rests on where it rests', () => {
    const events = held([...was, suspended])
      .when(pass)
      .events();
    expect(events.at(-1)).toEqual({ type: 'EnterpriseBindingSuspended', data: { ...suspended.data, on } });
  });

  it('is one too many where the two are bound, and rests only where both do', () => {
    held(was, ...was)
      .when(pass)
      .thenNothing();
    held(was, ...was, suspended)
      .when(pass)
      .then({ type: 'EnterpriseBindingResumed', data: { on } });
    held([...was, suspended], ...was, suspended)
      .when(pass)
      .thenNothing();
  });

  it('is none where it was over before, or never came into force', () => {
    held([...was, ended])
      .when(pass)
      .thenNothing();
    held([proposed]).when(pass).thenNothing();
  });

  it('ends with the duplicate by the system only', () =>
    binding
      .given(...was)
      .knowing({ actor: somebody('COUNTY_INFORMANT') })
      .when(command(EndEnterpriseBinding, { cause: 'MERGED' }))
      .thenRefused('ENDING_ONLY_BY_SYSTEM'));

  it('says in the ledger which one it goes on with', () => {
    const happenings = passed().map(({ type, data }) => ({
      stream: 'enterpriseBinding-e2',
      type,
      data: data as never,
    }));
    givenEvents(...happenings)
      .project(enterpriseBindingLedger)
      .thenPartly('enterprise-bindings', 'e2', { state: 'ACTIVE', takenOverFrom: FROM, from: on });
  });
});
