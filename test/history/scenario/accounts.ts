import type { Actor } from '@kernel/actor';
import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import type { Office } from '@demo/office';
import { HUANING, officer } from '@demo/officers';
import { IssueAccessToken, RevokeAccessToken } from '@registry/access-token/commands';
import {
  AppointOfficer,
  EndDelegation,
  EndLeave,
  GrantDelegation,
  GrantLeave,
  HandOverPost,
  RelieveOfficer,
} from '@registry/appointment/commands';
import { postId } from '@registry/appointment/state';
import { RecordAuditRead } from '@oversight/audit-read/commands';
import {
  BeginEvidencePackage,
  FailEvidencePackage,
  RecordEvidencePackage,
  RequestEvidencePackage,
  TakeEvidencePackage,
} from '@oversight/evidence-package/commands';
import { begun, failed, making } from '@oversight/evidence-package/story';
import {
  BindIdentity,
  ChangePassword,
  DisableUser,
  EnableUser,
  EndSession,
  EnrolTotp,
  OpenSession,
  RefuseSignIn,
  RegisterUser,
  RemoveTotp,
  ResetPassword,
  UnbindIdentity,
} from '@registry/user/commands';
import { userId } from '@registry/user/state';
import { HOME } from './cast';

const admin = officer('ADMIN');
const signIn: Actor = { ...admin, user: 'sign-in', role: 'SYSTEM' };
const ADDRESS = '10.1.0.7';

const day = (text: string): CalendarDate => calendarDate(`2025-04-${text}`);

/** An account is opened, mistrusted, lost and given back. */
const keepAccount = async (office: Office, login: string): Promise<void> => {
  const id = userId(login);
  const because = { by: admin, id, reason: '手机丢失' };
  const entering = { by: signIn, id };
  await office.send(RegisterUser, { login, division: HUANING, name: `示例${login}` }, { by: admin });
  await office.send(ResetPassword, { password: 'given-at-the-counter' }, { by: admin, id });
  await office.send(ChangePassword, { password: 'chosen-by-oneself', address: ADDRESS }, entering);
  await office.send(EnrolTotp, { secret: 'JBSWY3DPEHPK3PXP', totpStep: 7 }, entering);
  const failure = { fault: 'WRONG_CODE', address: ADDRESS, attemptsAllowed: 1 } as const;
  await office.send(RefuseSignIn, { ...failure, lockUntil: '2025-04-18T00:00:00.000Z' }, entering);
  await office.send(RemoveTotp, {}, because);
  await office.send(DisableUser, {}, because);
  await office.send(EnableUser, {}, { by: admin, id });
  const session = { method: 'OIDC', address: ADDRESS, expiresAt: '2025-04-18T12:00:00.000Z' } as const;
  const { events } = await office.send(OpenSession, session, entering);
  await office.send(EndSession, { sessionId: events[0]?.data['sessionId'] as string }, { by: admin, id });
};

/** The provider of identities knows somebody anew. */
const knowAnew = async (office: Office, login: string): Promise<void> => {
  const id = userId(login);
  await office.send(RegisterUser, { login, division: HUANING, name: `示例${login}` }, { by: admin });
  const identity = { issuer: 'https://id.example.org', subject: `subject-of-${login}` };
  await office.send(BindIdentity, identity, { by: signIn, id });
  await office.send(UnbindIdentity, {}, { by: admin, id, reason: '统一身份重新开户' });
};

/** One informant is on leave, has a deputy, and hands the post over; a program reads the coverage for a week. */
export const keepOffice = async (office: Office): Promise<void> => {
  await office.day('2025-04-18');
  for (const login of ['li', 'wang']) await keepAccount(office, login);
  await knowAnew(office, 'chen');
  const post = { role: 'VILLAGE_INFORMANT', division: HOME } as const;
  const before = postId({ role: post.role, divisionCode: HOME, seat: 1, subjectId: null });
  await office.send(RelieveOfficer, { lastDay: day('17'), ground: 'TRANSFER' }, { by: admin, id: before });
  const { id } = await office.send(AppointOfficer, { ...post, user: 'li', from: day('18') }, { by: admin });
  const held = { by: admin, id };
  await office.send(GrantLeave, { from: day('20'), until: day('25') }, held);
  const delegation = { to: 'wang', from: day('20'), until: day('25') };
  const { events } = await office.send(GrantDelegation, delegation, held);
  await office.send(EndLeave, { lastDay: day('22') }, held);
  const delegationId = events[0]?.data['delegationId'] as string;
  await office.send(EndDelegation, { delegationId, lastDay: day('22') }, held);
  await office.send(HandOverPost, { to: 'wang', from: day('28') }, held);
  const grant = { role: 'SUPERVISOR', division: HUANING, permissions: ['CoverageFigure'] } as const;
  const token = await office.send(
    IssueAccessToken,
    {
      ...grant,
      permissions: ['CoverageFigure'],
      name: 'bulletin',
      addresses: ['10.0.0.0/8'],
      until: day('25'),
    },
    { by: admin },
  );
  await office.send(RevokeAccessToken, {}, { by: admin, id: token.id });
  const answered = { question: 'HouseholdList', asked: { limit: '50' }, requestId: 'request-1' };
  await office.send(RecordAuditRead, { auditor: 'shen', scope: HUANING, ...answered }, { by: signIn });
};

/** One package of evidence is begun, begun again, made, taken away and made anew; another cannot be made. */
export const giveEvidence = async (office: Office): Promise<void> => {
  const auditor = { ...admin, user: 'shen', role: 'AUDITOR' } as const;
  const asked = { kind: 'division', name: HOME, recipient: 'AUDITOR', purpose: '2024 年度分红审计' } as const;
  const { id } = await office.send(RequestEvidencePackage, asked, { by: auditor });
  await office.send(BeginEvidencePackage, { ...begun.data, attempt: 1 }, { by: signIn, id });
  await office.send(BeginEvidencePackage, { ...begun.data, attempt: 2 }, { by: signIn, id });
  await office.send(RecordEvidencePackage, making('a'.repeat(64)), { by: signIn, id });
  await office.send(TakeEvidencePackage, { sha256: 'a'.repeat(64) }, { by: auditor, id });
  await office.send(RecordEvidencePackage, making('b'.repeat(64)), { by: signIn, id });
  const other = await office.send(RequestEvidencePackage, { ...asked, recipient: 'PUBLIC' }, { by: auditor });
  await office.send(FailEvidencePackage, failed.data, { by: signIn, id: other.id });
};
