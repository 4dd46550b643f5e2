import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { fold } from '@kernel/decider';
import { givenEvents } from '@testing/projection';
import { command, specify } from '@testing/decider';
import { handledAgreement } from './aggregate';
import { SucceedHousehold } from './commands';
import type { AgreementEvent } from './events';
import { agreementRegister } from './projector';
import { agreement } from './state';
import {
  AGREEMENT,
  concluded,
  drafted,
  HOME,
  inForce,
  known,
  LI,
  proposed,
  submitted,
  terminationProposed,
  terms,
  WANG,
  WANG_BINDING,
  ZHAO,
} from './story';

const on = calendarDate('2025-03-01');
const { given } = specify<AgreementEvent>(handledAgreement, { id: AGREEMENT, ...known });
const succeed = (changed: Partial<SucceedHousehold> = {}) =>
  command(SucceedHousehold, { householdId: WANG, successorId: LI, place: 'INSTEAD', ...changed });
const succeeded = (
  households: readonly (typeof terms.households)[number][],
  remains = false,
): AgreementEvent => ({
  type: 'AgreementHouseholdSucceeded',
  data: { householdId: WANG, successorId: LI, remains, terms: { ...terms, households }, on },
});
const line = (householdId: string, bindingId: string | null) => ({
  ...{ householdId, villageCode: HOME, bindingId },
});

describe('a household that comes of one under an agreement', () => {
  it('stands under it in its place, with the village that counted for the level (R11)', () => {
    given(...inForce)
      .when(succeed())
      .then(succeeded([line(LI, null)]));
    given(...inForce)
      .when(succeed({ bindingId: WANG_BINDING }))
      .then(succeeded([line(LI, WANG_BINDING)]));
  });

  it('stands under it beside the other where that has a binding on it too', () =>
    given(...inForce)
      .when(succeed({ place: 'BESIDE' }))
      .then(succeeded([line(WANG, null), line(LI, null)], true)));

  it('leaves the paper in the version that was signed, which is in force as before', () => {
    const before = fold(agreement, inForce);
    const after = fold(agreement, [...inForce, succeeded([line(LI, null)])]);
    expect(after).toEqual({ ...before, terms: { ...terms, households: [line(LI, null)] }, since: on });
  });

  it('is nothing to an agreement that does not list the household, or lists the successor', () => {
    given(...inForce)
      .when(succeed({ householdId: ZHAO }))
      .thenNothing();
    given(...inForce, succeeded([line(LI, null)]))
      .when(succeed())
      .thenNothing();
  });

  it('is nothing to a paper that nobody has signed, and holds once it is concluded', () => {
    given(drafted, submitted).when(succeed()).thenNothing();
    given(drafted, submitted, concluded)
      .when(succeed())
      .then(succeeded([line(LI, null)]));
  });

  it('waits until what is being signed is signed or withdrawn', () => {
    given(...inForce, proposed)
      .when(succeed())
      .thenRefused('AMENDMENT_WAITS');
    given(...inForce, terminationProposed)
      .when(succeed())
      .thenRefused('TERMINATION_WAITS');
  });

  it('is on the list of households in the register', () => {
    const stream = `agreement-${AGREEMENT}`;
    const told = [...inForce, succeeded([line(LI, null)])].map((event) => ({ stream, ...event }));
    const [row] = givenEvents(...told)
      .project(agreementRegister)
      .all('agreements');
    expect(row).toMatchObject({ householdIds: [LI], householdCount: 1, state: 'IN_FORCE', version: 1 });
  });
});
