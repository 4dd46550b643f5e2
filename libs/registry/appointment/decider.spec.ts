import { describe, expect, it } from '@jest/globals';
import type { CalendarDate } from '@kernel/calendar-date';
import { fold } from '@kernel/decider';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { command, specify } from '@testing/decider';
import { handledAppointment } from './aggregate';
import { EndDelegation, EndLeave, GrantLeave, HandOverPost, RelieveOfficer } from './commands';
import type { AppointmentEvent } from './events';
import { actingIn, appointment } from './state';
import { admin, appointed, appointing, as, day, delegated, delegating, DELEGATION, VILLAGE } from './story';

const { given } = specify<AppointmentEvent>(handledAppointment, {
  ...{ actor: admin, isEnabled: true, daysMax: null, heading: null, placeIsUsed: true },
});

const ninetyDays = { daysMax: 90 };

const who = (events: readonly AppointmentEvent[], user: string, on: CalendarDate): string | null => {
  const state = fold(appointment, events);
  const actor = actingIn(state, user, { day: on, heading: null });
  return actor === null ? null : (actor.delegatedBy ?? 'own');
};

describe('an appointment', () => {
  it('gives a post to somebody from a day on', () => given().when(appointing()).then(appointed()));

  it('is one at a time for an informant, and for every other seat (R28)', () => {
    given(appointed())
      .when(appointing({ user: 'wang', from: day('09-01') }))
      .thenRefused('INFORMANT_ALREADY_APPOINTED');
    const auditor = { role: 'SUPERVISOR', seat: 2 } as const;
    given(appointed('li', day('03-01'), auditor))
      .when(appointing({ ...auditor, user: 'wang', from: day('09-01') }))
      .thenRefused('POST_OCCUPIED');
    given()
      .when(appointing({ seat: 2 }))
      .thenRefused('SEAT_ONLY_ONE');
  });

  it('may follow one that has ended, and come before one that has not begun', () => {
    const past = appointed('li', day('03-01'), { until: day('03-31') });
    const next = appointing({ user: 'wang', from: day('04-01') });
    given(past)
      .when(next)
      .then(appointed('wang', day('04-01')));
    given(appointed('li', day('06-01')))
      .when(appointing({ user: 'wang', until: day('05-31') }))
      .then(appointed('wang', day('03-01'), { until: day('05-31') }));
  });

  it('is on the level of its role: a village’s informant in a village', () => {
    const [county, town] = [divisionCode('530424000000'), divisionCode('530424102000')];
    given()
      .when(appointing({ division: town }))
      .thenRefused('POST_OF_OTHER_LEVEL');
    for (const [role, place] of [
      ['TOWN_SIGNER', county],
      ['COUNTY_SIGNER', VILLAGE],
    ] as const)
      given()
        .when(appointing({ role, division: place }))
        .thenRefused('POST_OF_OTHER_LEVEL');
    given()
      .when(appointing({ role: 'TOWN_SIGNER', division: town }))
      .then(appointed('li', day('03-01'), { role: 'TOWN_SIGNER', divisionCode: town }));
  });

  it('is in a division that is in use on its first day', () => {
    const unused = given(appointed()).knowing({ placeIsUsed: false });
    unused.when(appointing({ from: day('02-01'), until: day('02-28') })).thenRefused('DIVISION_NOT_IN_USE');
    unused.when(command(HandOverPost, { to: 'wang', from: day('04-01') })).thenRefused('DIVISION_NOT_IN_USE');
  });

  it('is for a time and a purpose where somebody audits', () => {
    const auditor = { role: 'AUDITOR', until: day('04-30') } as const;
    given().knowing(ninetyDays).when(appointing(auditor)).thenRefused('AUDITOR_TIME_BOXED');
    given()
      .knowing(ninetyDays)
      .when(appointing({ role: 'AUDITOR', purpose: '年度审计' }))
      .thenRefused('AUDITOR_TIME_BOXED');
    const whole = { ...auditor, purpose: '年度审计' };
    given()
      .knowing(ninetyDays)
      .when(appointing({ ...whole, until: day('05-30') }))
      .thenRefused('AUDITOR_TERM_TOO_LONG');
    given()
      .knowing(ninetyDays)
      .when(appointing(whole))
      .then(appointed('li', day('03-01'), whole));
  });

  it('names the entity or household of whoever speaks for one, and nobody else’s', () => {
    const subjectId = derivedId('cooperative');
    given()
      .when(appointing({ role: 'ENTITY_MANAGER' }))
      .thenRefused('SUBJECT_OF_SPEAKERS');
    given().when(appointing({ subjectId })).thenRefused('SUBJECT_OF_SPEAKERS');
    given()
      .when(appointing({ role: 'ENTITY_MANAGER', subjectId }))
      .then(appointed('li', day('03-01'), { role: 'ENTITY_MANAGER', subjectId }));
  });

  it('is given by somebody else: nobody appoints himself, or whom he stands in for', () => {
    given()
      .when(appointing({ user: 'admin' }))
      .thenRefused('APPOINTED_BY_ONESELF');
    given()
      .knowing({ actor: { ...admin, delegatedBy: 'li' } })
      .when(appointing())
      .thenRefused('APPOINTED_BY_ONESELF');
  });

  it('goes to nobody whose account is disabled, and ends after it begins', () => {
    given().knowing({ isEnabled: false }).when(appointing()).thenRefused('USER_DISABLED');
    given()
      .when(appointing({ until: day('02-01') }))
      .thenRefused('TERM_INVALID');
  });
});

describe('a handover', () => {
  const over = (to = 'wang', from = day('04-01')) => command(HandOverPost, { to, from });
  const relieved: AppointmentEvent = {
    type: 'OfficerRelieved',
    data: { user: 'li', lastDay: day('03-31'), ground: 'HANDOVER' },
  };

  it('closes the old appointment the day before (R28)', () => {
    given(appointed())
      .when(over())
      .then(relieved, appointed('wang', day('04-01')));
    const after = [appointed(), relieved, appointed('wang', day('04-01'))];
    expect(who(after, 'li', day('03-31'))).toBe('own');
    expect(who(after, 'li', day('04-01'))).toBeNull();
    expect(who(after, 'wang', day('03-31'))).toBeNull();
    expect(who(after, 'wang', day('04-01'))).toBe('own');
  });

  it('wants somebody in the post the day before, and somebody else after', () => {
    given().when(over()).thenRefused('POST_VACANT');
    given(appointed())
      .when(over('wang', day('03-01')))
      .thenRefused('POST_VACANT');
    given(appointed()).when(over('li')).thenRefused('HANDOVER_TO_HOLDER');
    given(appointed()).when(over('admin')).thenRefused('APPOINTED_BY_ONESELF');
  });

  it('boxes the next auditor in time as an appointment does', () => {
    const auditing = appointed('li', day('03-01'), {
      ...{ role: 'AUDITOR', until: day('04-30'), purpose: '年度审计' },
    });
    const boxed = given(auditing).knowing(ninetyDays);
    boxed.when(over()).thenRefused('AUDITOR_TIME_BOXED');
    const next = { to: 'wang', from: day('04-01'), purpose: '年度审计' };
    boxed.when(command(HandOverPost, { ...next, until: day('06-30') })).thenRefused('AUDITOR_TERM_TOO_LONG');
    const term = { until: day('06-29'), purpose: '年度审计' };
    boxed
      .when(command(HandOverPost, { ...next, ...term }))
      .then(relieved, appointed('wang', day('04-01'), { role: 'AUDITOR', ...term }));
  });
});

describe('who is relieved', () => {
  it('does not act after the last day, and nobody does in the name of the post', () => {
    const relieved: AppointmentEvent = {
      type: 'OfficerRelieved',
      data: { user: 'li', lastDay: day('03-10'), ground: 'TRANSFER' },
    };
    const relieve = command(RelieveOfficer, { lastDay: day('03-10'), ground: 'TRANSFER' });
    given(appointed()).when(relieve).then(relieved);
    const events = [appointed(), delegated(day('03-05'), day('03-20')), relieved];
    expect([who(events, 'li', day('03-10')), who(events, 'li', day('03-11'))]).toEqual(['own', null]);
    expect([who(events, 'wang', day('03-10')), who(events, 'wang', day('03-11'))]).toEqual(['li', null]);
  });
});

describe('who was appointed in error', () => {
  const relieve = (lastDay: CalendarDate) => command(RelieveOfficer, { lastDay, ground: 'TRANSFER' });
  const takenBack = (user: string, lastDay: CalendarDate): AppointmentEvent => ({
    type: 'OfficerRelieved',
    data: { user, lastDay, ground: 'TRANSFER' },
  });

  it('is relieved the same day, with yesterday for the last, and acts no more; neither does a deputy', () => {
    const today = { today: day('03-01') };
    const relieved = takenBack('li', day('02-28'));
    given(appointed())
      .knowing(today)
      .when(relieve(day('02-28')))
      .then(relieved);
    const events = [appointed(), delegated(day('03-01'), day('03-20')), relieved];
    expect([who(events, 'li', day('03-01')), who(events, 'wang', day('03-01'))]).toEqual([null, null]);
    given(appointed(), relieved)
      .knowing(today)
      .when(relieve(day('03-10')))
      .thenRefused('POST_VACANT');
  });

  it('is relieved before the first day as well, whoever holds the post until then', () => {
    const until = { type: 'OfficerRelieved', data: { user: 'li', lastDay: day('03-31') } } as const;
    const handedOver = [
      appointed(),
      { ...until, data: { ...until.data, ground: 'HANDOVER' } } as AppointmentEvent,
      appointed('wang', day('04-01')),
    ];
    const relieved = takenBack('wang', day('03-31'));
    given(...handedOver)
      .knowing({ today: day('03-20') })
      .when(relieve(day('03-31')))
      .then(relieved);
    const events = [...handedOver, relieved];
    expect([who(events, 'li', day('03-31')), who(events, 'wang', day('04-01'))]).toEqual(['own', null]);
  });

  it('has held the post where it began before today: that is not taken back', () =>
    given(appointed())
      .knowing({ today: day('03-02') })
      .when(relieve(day('02-28')))
      .thenRefused('POST_VACANT'));
});

describe('leave', () => {
  const leave = (from = day('03-10'), until = day('03-14')) => command(GrantLeave, { from, until });
  const granted: AppointmentEvent = {
    type: 'LeaveGranted',
    data: { user: 'li', from: day('03-10'), until: day('03-14') },
  };

  it('keeps the holder from acting, and no deputy', () => {
    given(appointed()).when(leave()).then(granted);
    const events = [appointed(), granted, delegated(day('03-10'), day('03-14'))];
    expect([who(events, 'li', day('03-12')), who(events, 'wang', day('03-12'))]).toEqual([null, 'li']);
    expect(who(events, 'li', day('03-15'))).toBe('own');
  });

  it('does not overlap, and ends early', () => {
    given(appointed(), granted)
      .when(leave(day('03-14'), day('03-20')))
      .thenRefused('LEAVE_OVERLAPS');
    const end = (lastDay: CalendarDate) => command(EndLeave, { lastDay });
    const ended: AppointmentEvent = { type: 'LeaveEnded', data: { user: 'li', lastDay: day('03-11') } };
    given(appointed(), granted)
      .when(end(day('03-11')))
      .then(ended);
    given(appointed(), granted)
      .when(end(day('03-20')))
      .thenRefused('NO_LEAVE_THEN');
    expect(who([appointed(), granted, ended], 'li', day('03-12'))).toBe('own');
  });
});

describe('a delegation', () => {
  const [from, until] = [day('03-10'), day('03-14')] as const;
  const li = { actor: as('li') };

  it('lets a deputy act in the name of the holder, from a day until a day', () => {
    given(appointed()).knowing(li).when(delegating(from, until)).then(delegated(from, until));
    const events = [appointed(), delegated(from, until)];
    expect(who(events, 'wang', day('03-09'))).toBeNull();
    expect([who(events, 'wang', from), who(events, 'wang', until)]).toEqual(['li', 'li']);
    expect(who(events, 'wang', day('03-15'))).toBeNull();
    expect(who(events, 'li', from)).toBe('own');
  });

  it('is granted by the holder or the administration', () => {
    given(appointed())
      .knowing({ actor: as('chen') })
      .when(delegating(from, until))
      .thenRefused('DELEGATION_BY_HOLDER');
    expect(given(appointed()).when(delegating(from, until)).events()).toHaveLength(1);
  });

  it('is of a post that somebody else may stand in for, within the tenure, to one at a time', () => {
    given().when(delegating(from, until)).thenRefused('POST_VACANT');
    given(appointed())
      .when(delegating(from, until, 'li'))
      .thenRefused('DELEGATION_TO_HOLDER');
    given(appointed())
      .when(delegating(from, until, 'admin'))
      .thenRefused('APPOINTED_BY_ONESELF');
    given(appointed(), delegated(from, until))
      .when(delegating(until, day('03-20'), 'chen'))
      .thenRefused('DELEGATED_ALREADY');
    given(appointed('li', day('03-01'), { until: day('03-12') }))
      .when(delegating(from, until))
      .thenRefused('DELEGATION_BEYOND_TENURE');
    for (const role of ['AUDITOR', 'ADMIN'] as const)
      given(appointed('li', day('03-01'), { role }))
        .when(delegating(from, until))
        .thenRefused('POST_NOT_DELEGABLE');
  });

  it('ends early where it is ended', () => {
    const end = command(EndDelegation, { delegationId: DELEGATION, lastDay: day('03-11') });
    const ended: AppointmentEvent = {
      type: 'DelegationEnded',
      data: { delegationId: DELEGATION, lastDay: day('03-11') },
    };
    given(appointed(), delegated(from, until)).knowing(li).when(end).then(ended);
    given(appointed()).knowing(li).when(end).thenRefused('DELEGATION_UNKNOWN');
    expect(who([appointed(), delegated(from, until), ended], 'wang', day('03-12'))).toBeNull();
  });
});

describe('an account that nobody has registered', () => {
  it('is appointed to nothing: USER_UNKNOWN', async () => {
    const lookup = { load: () => Promise.resolve({ exists: false, revision: -1, state: { login: null } }) };
    const handling = handledAppointment.handlings[0];
    const asked = { command: appointing(), circumstances: { today: day('03-01') } };
    await expect(handling?.facts?.(asked as never, lookup as never)).rejects.toMatchObject({
      code: 'USER_UNKNOWN',
    });
  });
});
