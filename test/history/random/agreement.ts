import type { Role } from '@kernel/actor';
import { addDays } from '@kernel/calendar-date';
import {
  AmendAgreement,
  DeclineAmendment,
  DraftAgreement,
  EnterAgreementIntoForce,
  EnterAmendmentIntoForce,
  ExpireAgreement,
  RenewAgreement,
  ReviseDraft,
  SignAgreement,
  SignAmendment,
  SignAmendmentForHousehold,
  SignForHousehold,
  SubmitForSignature,
  TerminateAgreement,
  VerifyAgreement,
  WithdrawAmendment,
  WithdrawDraft,
  WitnessAgreement,
} from '@linkage/agreement/commands';
import { CorrectAgreementNo } from '@linkage/agreement/number-commands';
import {
  DeclineTermination,
  SignTermination,
  SignTerminationForHousehold,
  TerminateByConsent,
  WithdrawTermination,
} from '@linkage/agreement/consent-commands';
import { AGREEMENT_PARTIES, type SignLevel } from '@linkage/agreement/events';
import { agreement, agreementId, type Agreement } from '@linkage/agreement/state';
import { someTerms } from './agreement-terms';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { amount, anEntity, oneOf } from './values';

const found = (model: Model, roll: Roll): Request => {
  const entityId = anEntity(model, roll);
  return ask(DraftAgreement, { entityId, terms: someTerms(model, roll, entityId) });
};

type Move = Make<Agreement>;

const revise: Move = ({ id, model, roll, state: { entityId } }) =>
  ask(ReviseDraft, { terms: someTerms(model, roll, entityId) }, { id });

const submit: Move = ({ id }) => ask(SubmitForSignature, {}, { id });

const SIGNER: Readonly<Record<SignLevel, Role>> = {
  VILLAGE: 'VILLAGE_COMMITTEE',
  TOWN: 'TOWN_SIGNER',
  COUNTY: 'COUNTY_SIGNER',
  CITY: 'COUNTY_SIGNER',
  PROVINCE: 'COUNTY_SIGNER',
};

const signer = ({ requiredLevel }: Pick<Agreement, 'requiredLevel'>) => {
  const level = requiredLevel ?? 'COUNTY';
  const isAbove = level === 'CITY' || level === 'PROVINCE';
  return { by: SIGNER[level], level: isAbove ? { level } : {} };
};

/** Mostly for a party that has not signed. */
const partyOf = (signatures: Agreement['signatures'], roll: Roll) => {
  const missing = AGREEMENT_PARTIES.filter((party) => !signatures.some((one) => one.party === party));
  return roll.pick(missing.length > 0 ? missing : AGREEMENT_PARTIES);
};

/** Who signs a paper for a party, and at which level. */
const signerFor = (
  party: (typeof AGREEMENT_PARTIES)[number],
  { entityId }: Pick<Agreement, 'entityId'>,
  paper: Pick<Agreement, 'requiredLevel'>,
) => {
  if (party === 'ENTITY') return { by: 'ENTITY_MANAGER', subject: entityId, level: {} } as const;
  return party === 'HOUSEHOLDS' ? ({ by: 'VILLAGE_INFORMANT', level: {} } as const) : signer(paper);
};

const sign: Move = ({ id, roll, state }) => {
  const party = partyOf(state.signatures, roll);
  const { level, ...who } = signerFor(party, state, state);
  const body = { party, scan: '扫描件', ...roll.maybe(0.2, { witnessedByResidentTeam: true }), ...level };
  const number =
    party === 'GOVERNMENT' ? roll.maybe(0.95, { agreementNo: `华协${String(roll.whole(1, 60))}` }) : {};
  return ask(SignAgreement, { ...body, ...number }, { id, ...who });
};

const correctNumber: Move = ({ id, roll }) =>
  ask(CorrectAgreementNo, { agreementNo: `华协${String(roll.whole(1, 60))}`, scan: '扫描件' }, { id });

const signOwn: Move = ({ id, roll, state: { terms, signedHouseholds } }) => {
  const listed = terms?.households.map(({ householdId }) => householdId) ?? [];
  const missing = listed.filter((one) => !signedHouseholds.includes(one));
  const subject = oneOf(missing.length > 0 ? missing : listed, roll);
  return ask(SignForHousehold, { householdId: subject, scan: '扫描件' }, { id, subject });
};

const witness: Move = ({ id }) => ask(WitnessAgreement, {}, { id });
const withdraw: Move = ({ id }) => ask(WithdrawDraft, {}, { id });

const amend: Move = ({ id, model, roll, state }) => {
  const terms = someTerms(model, roll, state.entityId, state.terms?.startDate);
  return ask(AmendAgreement, { terms, from: addDays(model.today, roll.whole(-5, 20)) }, { id });
};

/** Of the amendment that waits, or of one that nobody proposed. */
const amendmentIn = ({ amendment }: Agreement): string => amendment?.amendmentId ?? agreementId('nobody');

const UNSIGNED = { signatures: [], requiredLevel: null };

const signAmended: Move = ({ id, roll, state }) => {
  const paper = state.amendment ?? UNSIGNED;
  const party = partyOf(paper.signatures, roll);
  const { level, ...who } = signerFor(party, state, paper);
  return ask(
    SignAmendment,
    { amendmentId: amendmentIn(state), party, scan: '扫描件', ...level },
    { id, ...who },
  );
};

const signAmendedOwn: Move = ({ id, roll, state }) => {
  const listed = state.amendment?.terms.households.map(({ householdId }) => householdId) ?? [];
  const subject = oneOf(listed, roll);
  const own = { amendmentId: amendmentIn(state), householdId: subject, scan: '扫描件' };
  return ask(SignAmendmentForHousehold, own, { id, subject });
};

const withdrawAmended: Move = ({ id, state }) =>
  ask(WithdrawAmendment, { amendmentId: amendmentIn(state) }, { id });

const decline: Move = ({ id, state }) =>
  ask(
    DeclineAmendment,
    { amendmentId: amendmentIn(state), party: 'ENTITY' },
    { id, subject: state.entityId, by: 'ENTITY_MANAGER' },
  );

const takeAmended: Move = ({ id, state }) =>
  ask(EnterAmendmentIntoForce, { amendmentId: amendmentIn(state) }, { id });

const verify: Move = ({ id, roll }) => {
  const [paperExists, termsMatch] = [roll.happens(0.9), roll.happens(0.9)];
  return ask(VerifyAgreement, { paperExists, termsMatch, benefitsConfirmed: true }, { id });
};

const part: Move = ({ id, roll, state: { entityId } }) => {
  const cause = roll.pick(['BY_CONSENT', 'FORCE_MAJEURE']);
  const settled = { settlement: '已结清', ...roll.maybe(0.2, { unpaidFen: amount(roll) }) };
  const who = { id, subject: entityId, by: 'ENTITY_MANAGER' } as const;
  return ask(TerminateByConsent, { cause, decisionNo: '协商1号', ...settled }, who);
};

/** Of the paper to part that waits, or of one that nobody proposed. */
const terminationIn = ({ termination }: Agreement): string =>
  termination?.terminationId ?? agreementId('nobody');

const signParting: Move = ({ id, roll, state }) => {
  const paper = state.termination ?? UNSIGNED;
  const party = partyOf(paper.signatures, roll);
  const { level, ...who } = signerFor(party, state, paper);
  const body = { terminationId: terminationIn(state), party, scan: '扫描件', ...level };
  return ask(SignTermination, body, { id, ...who });
};

const signPartingOwn: Move = ({ id, roll, state }) => {
  const subject = oneOf(state.terms?.households.map(({ householdId }) => householdId) ?? [], roll);
  const own = { terminationId: terminationIn(state), householdId: subject, scan: '扫描件' };
  return ask(SignTerminationForHousehold, own, { id, subject });
};

const withdrawParting: Move = ({ id, state }) => {
  const who = { id, subject: state.entityId, by: 'ENTITY_MANAGER' } as const;
  return ask(WithdrawTermination, { terminationId: terminationIn(state) }, who);
};

const declineParting: Move = ({ id, state }) =>
  ask(DeclineTermination, { terminationId: terminationIn(state), party: 'HOUSEHOLDS' }, { id });

const terminate: Move = ({ id, roll, state: { failedRectifications } }) =>
  ask(
    TerminateAgreement,
    {
      ...{ decisionNo: '解除1号', settlement: '分期付清', ...roll.maybe(0.2, { unpaidFen: amount(roll) }) },
      ...roll.maybe(0.3, { rectificationId: oneOf(failedRectifications, roll) }),
    },
    { id },
  );

const renew: Move = ({ id, model, roll, state: { entityId, terms } }) => {
  const startDate = terms === null ? undefined : addDays(terms.endDate, roll.whole(0, 20));
  return ask(RenewAgreement, { entityId, terms: someTerms(model, roll, entityId, startDate), renews: id });
};

const takeForce: Move = ({ id }) => ask(EnterAgreementIntoForce, {}, { id });
const expire: Move = ({ id }) => ask(ExpireAgreement, {}, { id });

const signing = [sign, sign, sign, sign];

const phaseOf = ({ phase, failedRectifications, amendment, termination }: Agreement) => {
  if (phase === 'RECTIFYING' && failedRectifications.length > 0) return 'FAILED';
  if (phase === 'IN_FORCE' && termination !== null) return 'PARTING';
  return phase === 'IN_FORCE' && amendment !== null ? 'AMENDING' : phase;
};

const amending = [signAmended, signAmended, signAmended, signAmended];
const parting = [signParting, signParting, signParting, signParting];

export const agreementMoves = movesOf({
  aggregate: agreement,
  weight: 20,
  enough: 5,
  found,
  phaseOf,
  natural: {
    ABSENT: [],
    DRAFT: [submit, submit, submit, submit, submit, revise],
    PENDING_SIGNATURE: [...signing, ...signing, ...signing, ...signing, signOwn, witness, revise, withdraw],
    CONCLUDED: [takeForce],
    IN_FORCE: [amend, amend, amend, verify, verify, part, part, renew, expire, correctNumber],
    AMENDING: [...amending, ...amending, signAmendedOwn, takeAmended, withdrawAmended, decline],
    PARTING: [...parting, ...parting, signPartingOwn, withdrawParting, declineParting],
    RECTIFYING: [verify, terminate],
    FAILED: [terminate],
    TERMINATED: [],
    EXPIRED: [renew],
    WITHDRAWN: [],
  },
});
