import type { Actor, Role } from '@kernel/actor';
import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { DEMO_PASSWORD, type DemoAccount } from '@county/sign-in/demo-accounts';
import { RecordAuditRead } from '@oversight/audit-read/commands';
import { AppointOfficer, GrantDelegation, HandOverPost } from '@registry/appointment/commands';
import { postId } from '@registry/appointment/state';
import { AssessEligibility } from '@registry/household/commands';
import { ChangePassword, RegisterUser } from '@registry/user/commands';
import { userId } from '@registry/user/state';
import { HUANING } from './officers';
import type { Office } from './office';
import type { Person } from './people';
import { OPERATOR } from './posts';

const DAY = calendarDate('2026-03-30');
const MONTH_LATER = calendarDate('2026-04-30');
/** Long enough for whoever tries the demonstration. */
const AUDIT_ENDS = calendarDate('2028-12-31');

/** What the auditor is let in for. */
export const AUDIT_PURPOSE = '2025 年度分红与资金审计';

const register = async (office: Office, login: DemoAccount): Promise<void> => {
  await office.send(RegisterUser, { login, division: HUANING, name: `演示账号${login}` }, { by: OPERATOR });
  const changed = { password: DEMO_PASSWORD, address: '127.0.0.1' };
  await office.send(ChangePassword, changed, { by: OPERATOR, id: userId(login) });
};

interface Appointed {
  readonly user: DemoAccount;
  readonly role: Role;
  readonly division: Person['village'];
  readonly until?: CalendarDate;
  readonly purpose?: string;
  readonly seat?: number;
}

const appoint = async (office: Office, wanted: Appointed): Promise<Actor> => {
  const { id: post } = await office.send(AppointOfficer, { ...wanted, from: DAY }, { by: OPERATOR });
  return { user: wanted.user, role: wanted.role, scope: wanted.division, post };
};

/** The clerk takes over from who has been the informant of the village. */
const succeed = async (office: Office, village: DivisionCode): Promise<Actor> => {
  const held = { role: 'VILLAGE_INFORMANT', divisionCode: village } as const;
  const post = postId({ ...held, seat: 1, subjectId: null });
  await office.send(HandOverPost, { to: 'demo-clerk', from: DAY }, { by: OPERATOR, id: post });
  return { user: 'demo-clerk', role: held.role, scope: village, post };
};

export interface TellingPosts {
  readonly delegatedPost: string;
  readonly auditorPost: string;
  /** A household that the deputy assessed in the name of the clerk. */
  readonly deputysHousehold: string;
}

/**
 * An administrator, a village clerk with a deputy for a month, and an auditor for a purpose and a period: the deputy assesses a
 * household in the clerk's name, and what the auditor is answered is on record.
 */
export const tellPosts = async (office: Office, { id, village }: Person): Promise<TellingPosts> => {
  for (const login of ['demo-admin', 'demo-clerk', 'demo-deputy', 'demo-auditor'] as const)
    await register(office, login);
  await appoint(office, { user: 'demo-admin', role: 'ADMIN', division: HUANING, seat: 2 });
  const clerk = await succeed(office, village);
  const auditing = { role: 'AUDITOR', until: AUDIT_ENDS, purpose: AUDIT_PURPOSE } as const;
  const auditor = await appoint(office, { user: 'demo-auditor', division: HUANING, ...auditing });
  const delegation = { to: 'demo-deputy', from: DAY, until: MONTH_LATER };
  await office.send(GrantDelegation, delegation, { by: clerk, id: clerk.post as string });
  const deputy = { ...clerk, user: 'demo-deputy', delegatedBy: clerk.user };
  const assessment = { hasDevelopmentConditions: true, isWilling: true };
  await office.send(AssessEligibility, assessment, { by: deputy, id, again: 'by the deputy' });
  await office.send(
    RecordAuditRead,
    {
      ...{ auditor: auditor.user, post: auditor.post as string, scope: HUANING },
      ...{ question: 'AggregateHistory', asked: { category: 'household', id }, requestId: 'demonstration' },
    },
    { by: { ...OPERATOR, user: 'audit-witness' } },
  );
  return {
    delegatedPost: clerk.post as string,
    auditorPost: auditor.post as string,
    deputysHousehold: id,
  };
};
