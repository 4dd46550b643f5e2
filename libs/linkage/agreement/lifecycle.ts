import { BY_RULE, phased, type Steps } from '@kernel/lifecycle';
import type { AgreementPhase } from './state';

const DRAFTED: readonly AgreementPhase[] = ['DRAFT', 'PENDING_SIGNATURE'];
const OVER: readonly AgreementPhase[] = ['TERMINATED', 'EXPIRED', 'WITHDRAWN'];

const NEW = { in: ['ABSENT'], otherwise: 'AGREEMENT_EXISTS' } as const;
const PENDING = { in: ['PENDING_SIGNATURE'], otherwise: 'AGREEMENT_NOT_PENDING_SIGNATURE' } as const;
const IN_FORCE = { in: ['IN_FORCE', 'RECTIFYING'], otherwise: 'AGREEMENT_NOT_IN_FORCE' } as const;
const UNRECTIFIED = { ...IN_FORCE, in: ['IN_FORCE'] } as const;

export const steps = {
  DraftAgreement: NEW,
  RenewAgreement: NEW,
  ReviseDraft: { in: DRAFTED, otherwise: 'AGREEMENT_NOT_DRAFT' },
  SubmitForSignature: { in: ['DRAFT'], idle: ['PENDING_SIGNATURE'], otherwise: 'AGREEMENT_NOT_DRAFT' },
  SignAgreement: PENDING,
  SignForHousehold: PENDING,
  CorrectAgreementNo: BY_RULE,
  WitnessAgreement: { ...PENDING, in: ['PENDING_SIGNATURE', 'CONCLUDED', 'IN_FORCE'] },
  WithdrawDraft: { in: DRAFTED, idle: ['WITHDRAWN'], otherwise: 'AGREEMENT_NOT_DRAFT' },
  EnterAgreementIntoForce: {
    in: ['CONCLUDED'],
    idle: [...IN_FORCE.in, ...OVER],
    otherwise: 'AGREEMENT_NOT_CONCLUDED',
  },
  ExpireAgreement: { ...UNRECTIFIED, idle: ['RECTIFYING', ...OVER] },
  AmendAgreement: UNRECTIFIED,
  SignAmendment: BY_RULE,
  SignAmendmentForHousehold: BY_RULE,
  WithdrawAmendment: BY_RULE,
  DeclineAmendment: BY_RULE,
  EnterAmendmentIntoForce: BY_RULE,
  SucceedHousehold: { in: ['CONCLUDED', ...IN_FORCE.in], otherwise: null },
  SucceedEntity: { in: [...DRAFTED, 'CONCLUDED', ...IN_FORCE.in], otherwise: null },
  VerifyAgreement: IN_FORCE,
  PlaceUnderRectification: { ...IN_FORCE, idle: OVER },
  AcceptRectification: { in: ['RECTIFYING'], otherwise: null },
  FailRectification: { in: ['RECTIFYING', 'TERMINATED', 'EXPIRED'], otherwise: null },
  ReleaseFromRectification: BY_RULE,
  TerminateAgreement: IN_FORCE,
  TerminateByConsent: { ...UNRECTIFIED, unless: { RECTIFYING: 'AGREEMENT_UNDER_RECTIFICATION' } },
  SignTermination: BY_RULE,
  SignTerminationForHousehold: BY_RULE,
  WithdrawTermination: BY_RULE,
  DeclineTermination: BY_RULE,
  EndWithEntity: { in: [...DRAFTED, 'CONCLUDED', ...IN_FORCE.in], otherwise: null },
} satisfies Steps<AgreementPhase>;

export const lifecycle = phased(steps);
