import { describe, expect, it } from '@jest/globals';
import { fold } from '@kernel/decider';
import { derivedId } from '@kernel/ids';
import type { EntityEvent } from '@registry/entity/events';
import type { HouseholdEvent } from '@registry/household/events';
import { command, specify } from '@testing/decider';
import { handledAppointment } from './aggregate';
import { HandOverPost, RelieveFormerHead } from './commands';
import type { AppointmentEvent } from './events';
import { entityHeading, householdHeading, type Heading } from './heading';
import { actingIn, appointment } from './state';
import { admin, appointed, appointing, day } from './story';

const subjectId = derivedId('household');
const speaker = { role: 'HOUSEHOLD', subjectId } as const;

const first: Heading = { no: 1, since: day('01-01'), personId: 'zhang', isGone: false };
const second: Heading = { ...first, no: 2, since: day('04-10'), personId: 'li' };
const nobody: Heading = { ...second, isGone: true };

const asHead = (headNo: number, user = 'li', from = day('03-01')) =>
  appointed(user, from, { ...speaker, headNo });
/** As it was recorded before it was asked as which head. */
const before = (from = day('03-01')) => appointed('li', from, speaker);

const knowing = (heading: Heading | null) =>
  specify<AppointmentEvent>(handledAppointment, {
    ...{ actor: admin, isEnabled: true, daysMax: null, placeIsUsed: true, heading, today: day('04-15') },
  });

const mayAct = (events: readonly AppointmentEvent[], heading: Heading, user = 'li'): boolean =>
  actingIn(fold(appointment, events), user, { day: day('04-15'), heading }) !== null;

describe('who is appointed to speak for a household', () => {
  it('speaks as the head of the day, and the appointment says which', () => {
    knowing(second).given().when(appointing(speaker)).then(asHead(2));
    const handOver = command(HandOverPost, { to: 'wang', from: day('04-15') });
    knowing(second)
      .given(asHead(1))
      .when(handOver)
      .then(
        { type: 'OfficerRelieved', data: { user: 'li', lastDay: day('04-14'), ground: 'HANDOVER' } },
        asHead(2, 'wang', day('04-15')),
      );
  });

  it('speaks for one that there is', () => {
    for (const heading of [{ ...first, no: 0 }, nobody])
      knowing(heading).given().when(appointing(speaker)).thenRefused('NOBODY_TO_SPEAK_FOR');
  });

  it('acts no more from the moment that somebody else is the head', () => {
    expect(mayAct([asHead(1)], first)).toBe(true);
    expect(mayAct([asHead(1)], second)).toBe(false);
    expect(mayAct([asHead(2)], second)).toBe(true);
    expect(mayAct([asHead(2)], nobody)).toBe(false);
  });

  it('goes by the day of the appointment where that does not say as which head', () => {
    expect([mayAct([before()], first), mayAct([before()], second)]).toEqual([true, false]);
    expect(mayAct([before(day('04-10'))], second)).toBe(true);
  });
});

describe('a head who is none any more', () => {
  const relieved = (ground: 'HEAD_CHANGED' | 'SUBJECT_GONE'): AppointmentEvent => ({
    type: 'OfficerRelieved',
    data: { user: 'li', lastDay: day('04-14'), ground },
  });
  const relieve = command(RelieveFormerHead, {});

  it('is relieved at once, whenever appointed, and the ground is told', () => {
    for (const tenure of [asHead(1), before(), asHead(1, 'li', day('04-15'))])
      knowing(second).given(tenure).when(relieve).then(relieved('HEAD_CHANGED'));
    knowing(nobody).given(asHead(2)).when(relieve).then(relieved('SUBJECT_GONE'));
    const onceMore = [asHead(1, 'li', day('04-15')), relieved('HEAD_CHANGED')];
    expect(fold(appointment, onceMore).tenures).toEqual([]);
  });

  it('is relieved once, and the head of today not at all', () => {
    knowing(second).given(asHead(1), relieved('HEAD_CHANGED')).when(relieve).then();
    knowing(second).given(asHead(2)).when(relieve).then();
    knowing(null).given(appointed()).when(relieve).then();
  });
});

describe('the head of what is spoken for', () => {
  const headed = (personId: string | undefined, type = 'HeadChanged') =>
    ({ type, data: { ...(personId === undefined ? {} : { personId }), on: day('01-01') } }) as HouseholdEvent;
  const households = (...events: readonly HouseholdEvent[]): Heading => fold(householdHeading, events);
  const registered = headed('zhang', 'HouseholdRegistered');
  const vanished = (cause: string) =>
    ({ type: 'HouseholdVanished', data: { cause, on: day('02-01') } }) as HouseholdEvent;

  it('is another where another person is written down, and the same where the same person is', () => {
    expect(households(registered)).toMatchObject({ no: 1, personId: 'zhang' });
    expect(households(registered, headed('zhang'))).toMatchObject({ no: 1 });
    expect(households(registered, headed('li'))).toMatchObject({ no: 2, personId: 'li' });
    expect(households(registered, headed('li'), headed('zhang'))).toMatchObject({ no: 3 });
    const corrected = headed('zhang', 'HeadCorrected');
    expect(households(registered, corrected)).toEqual(households(registered));
    expect(households(headed(undefined, 'HouseholdRegistered'), corrected)).toMatchObject({ no: 1 });
    expect(households(headed(undefined, 'HouseholdRegistered'), headed(undefined))).toMatchObject({ no: 2 });
  });

  it('stays who it is about where the household moved away, and is nobody where all have died', () => {
    expect(households(registered, vanished('MOVED_AWAY')).isGone).toBe(false);
    expect(households(registered, vanished('DECEASED')).isGone).toBe(true);
  });

  it('is told of an entity by its changes, not by a correction', () => {
    const entity = (...types: readonly EntityEvent['type'][]): Heading =>
      fold(
        entityHeading,
        types.map((type) => ({ type, data: { on: day('01-01') } }) as EntityEvent),
      );
    expect(entity('EntityRegistered', 'EntityHeadCorrected').no).toBe(1);
    expect(entity('EntityRegistered', 'EntityHeadChanged').no).toBe(2);
    expect(entity('EntityRegistered', 'EntityMerged', 'EntityDeregistered').isGone).toBe(true);
    expect(entity('EntityRegistered', 'EntityDeregistered').isGone).toBe(false);
  });
});
