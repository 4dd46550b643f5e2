import type { Actor, Role } from '@kernel/actor';
import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { command } from '@testing/decider';
import { AppointOfficer, GrantDelegation } from './commands';
import type { AppointmentEvent } from './events';

export const day = (text: string): CalendarDate => calendarDate(`2025-${text}`);
export const VILLAGE = divisionCode('530424102201');

export const admin: Actor = { user: 'admin', role: 'ADMIN', scope: divisionCode('530424000000') };
export const as = (user: string, role: Role = 'VILLAGE_INFORMANT'): Actor => ({ user, role, scope: VILLAGE });

export const appointing = (more: Partial<AppointOfficer> = {}): AppointOfficer =>
  command(AppointOfficer, {
    ...{ role: 'VILLAGE_INFORMANT', division: VILLAGE, user: 'li', from: day('03-01') },
    ...more,
  });

export const appointed = (
  user = 'li',
  from = day('03-01'),
  more: Partial<Extract<AppointmentEvent, { type: 'OfficerAppointed' }>['data']> = {},
): AppointmentEvent => ({
  type: 'OfficerAppointed',
  data: {
    ...{ role: 'VILLAGE_INFORMANT', divisionCode: VILLAGE, seat: 1, subjectId: null },
    ...{ user, from, until: null, purpose: null, ...more },
  },
});

export const delegating = (from: CalendarDate, until: CalendarDate, to = 'wang'): GrantDelegation =>
  command(GrantDelegation, { to, from, until });

export const DELEGATION = '00000000-0000-5000-8000-00000000c001';

export const delegated = (from: CalendarDate, until: CalendarDate): AppointmentEvent => ({
  type: 'DelegationGranted',
  data: { delegationId: DELEGATION, user: 'li', to: 'wang', from, until, grantedBy: 'li' },
});
