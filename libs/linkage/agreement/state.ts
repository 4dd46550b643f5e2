import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { amendmentAfter, type Amendment } from './amendment';
import { isOfAmendment, type AmendmentEvent } from './amendment-events';
import { afterOrder, type Closed } from './rectified';
import { withHeadSignature, withSignature, type Signable } from './signature';
import { agreementEvents, type AgreementEvent } from './events';
import { terminationAfter, type ProposedTermination } from './proposed-termination';
import { isOfTermination, type TerminationEvent } from './termination-events';
import type { AgreementTerms } from './paper';

export type AgreementPhase =
  | 'ABSENT'
  | 'DRAFT'
  | 'PENDING_SIGNATURE'
  | 'CONCLUDED'
  | 'IN_FORCE'
  | 'RECTIFYING'
  | 'TERMINATED'
  | 'EXPIRED'
  | 'WITHDRAWN';

export interface Agreement extends Signable {
  readonly phase: AgreementPhase;
  readonly entityId: string;
  readonly entityVillage: DivisionCode | null;
  readonly terms: AgreementTerms | null;
  readonly renews: string | null;
  readonly isWitnessed: boolean;
  readonly agreementNo: string | null;
  /** Numbers that it was given by mistake. */
  readonly formerNos: readonly string[];
  readonly concludedOn: CalendarDate | null;
  readonly inForceFrom: CalendarDate | null;
  /** First day on which it was in force no more. */
  readonly endedOn: CalendarDate | null;
  /** The failed rectification that ended it. */
  readonly terminatedFor: string | null;
  /** 1 is the paper as concluded. */
  readonly version: number;
  /** First day of the terms in force, where they were amended. */
  readonly amendedOn: CalendarDate | null;
  /** What is to take the place of the terms in force. */
  readonly amendment: Amendment | null;
  /** A paper by which the parties part, while it waits for signatures. */
  readonly termination: ProposedTermination | null;
  readonly openRectifications: readonly string[];
  readonly failedRectifications: readonly string[];
  /** Latest day on which it came into force, was amended, or a rectification of it was ordered or ended. */
  readonly since: CalendarDate | null;
}

/** An agreement has no natural key before it is signed: the request that drafts it names it. */
export const agreementId = (commandId: string): string => derivedId('agreement', commandId);

const initial: Agreement = {
  phase: 'ABSENT',
  entityId: '',
  entityVillage: null,
  terms: null,
  renews: null,
  requiredLevel: null,
  signatures: [],
  signedHouseholds: [],
  isWitnessed: false,
  agreementNo: null,
  formerNos: [],
  concludedOn: null,
  inForceFrom: null,
  endedOn: null,
  terminatedFor: null,
  version: 1,
  amendedOn: null,
  amendment: null,
  termination: null,
  openRectifications: [],
  failedRectifications: [],
  since: null,
};

type Data<Type extends AgreementEvent['type']> = Extract<AgreementEvent, { readonly type: Type }>['data'];

const signed = (agreement: Agreement, data: Data<'AgreementSigned'>): Agreement => ({
  ...withSignature(agreement, data),
  agreementNo: data.agreementNo ?? agreement.agreementNo,
});

const turned = ({ since }: Agreement, on: CalendarDate): Pick<Agreement, 'since'> => ({
  since: since === null ? on : laterOf(since, on),
});

const rectified = (agreement: Agreement, closed: Closed, on: CalendarDate): Agreement => {
  const { isOver, ...orders } = afterOrder(agreement, closed);
  const phase = isOver && agreement.phase === 'RECTIFYING' ? 'IN_FORCE' : agreement.phase;
  return { ...agreement, ...orders, phase, ...turned(agreement, on) };
};

/** What waits for signatures falls with it. */
const over = (agreement: Agreement, phase: 'TERMINATED' | 'EXPIRED', endedOn: CalendarDate): Agreement => ({
  ...agreement,
  ...{ phase, endedOn, amendment: null, termination: null },
});

type Folds = {
  readonly [Type in Exclude<AgreementEvent, AmendmentEvent | TerminationEvent>['type']]: (
    agreement: Agreement,
    data: Data<Type>,
  ) => Agreement;
};

const folds: Folds = {
  AgreementDrafted: (_none, { entityId, entityVillage, terms, renews }) => ({
    ...initial,
    ...{ phase: 'DRAFT', entityId, entityVillage, terms, renews },
  }),
  AgreementDraftRevised: (agreement, { terms }) => ({
    ...agreement,
    ...{ phase: 'DRAFT', terms, requiredLevel: null, signatures: [], agreementNo: null },
    signedHouseholds: [],
  }),
  AgreementSubmitted: (agreement, { requiredLevel }) => ({
    ...agreement,
    phase: 'PENDING_SIGNATURE',
    requiredLevel,
  }),
  AgreementSigned: signed,
  AgreementSignedByHousehold: withHeadSignature,
  AgreementNoCorrected: (agreement, { agreementNo, formerNo }) => ({
    ...agreement,
    ...{ agreementNo, formerNos: [...new Set([...agreement.formerNos, formerNo])] },
  }),
  AgreementWitnessed: (agreement) => ({ ...agreement, isWitnessed: true }),
  AgreementDraftWithdrawn: (agreement) => ({ ...agreement, phase: 'WITHDRAWN' }),
  AgreementConcluded: (agreement, { on }) => ({ ...agreement, phase: 'CONCLUDED', concludedOn: on }),
  AgreementEnteredIntoForce: (agreement, { on }) => ({
    ...agreement,
    ...{ phase: 'IN_FORCE', inForceFrom: on, ...turned(agreement, on) },
  }),
  AgreementAmended: (agreement, { version, terms, requiredLevel, on }) => ({
    ...agreement,
    ...{ version, terms, requiredLevel, amendedOn: on, amendment: null },
    ...turned(agreement, on),
  }),
  AgreementHouseholdSucceeded: (agreement, { terms, on }) => ({
    ...agreement,
    terms,
    ...turned(agreement, on),
  }),
  AgreementEntitySucceeded: (agreement, { successorId: entityId, entityVillage, terms, on }) => ({
    ...{ ...agreement, entityId, entityVillage, terms },
    ...turned(agreement, on),
  }),
  AgreementVerified: (agreement) => agreement,
  AgreementRectificationOrdered: (agreement, { rectificationId, on }) => ({
    ...agreement,
    phase: 'RECTIFYING',
    openRectifications: [...agreement.openRectifications, rectificationId],
    ...turned(agreement, on),
  }),
  AgreementRectificationAccepted: (agreement, { rectificationId, on }) =>
    rectified(agreement, { rectificationId, hasFailed: false }, on),
  AgreementRectificationFailed: (agreement, { rectificationId, on }) =>
    rectified(agreement, { rectificationId, hasFailed: true }, on),
  AgreementRectificationWithdrawn: (agreement, { rectificationId, on }) =>
    rectified(agreement, { rectificationId, hasFailed: false }, on),
  AgreementTerminated: (agreement, { rectificationId: terminatedFor, on }) => ({
    ...over(agreement, 'TERMINATED', on),
    terminatedFor,
  }),
  AgreementExpired: (agreement, { on }) => over(agreement, 'EXPIRED', on),
};

const evolve = (state: Agreement, event: AgreementEvent): Agreement => {
  if (isOfAmendment(event)) return { ...state, amendment: amendmentAfter(state.amendment, event) };
  if (isOfTermination(event)) return { ...state, termination: terminationAfter(state.termination, event) };
  return folds[event.type](state, event.data as never);
};

export const agreement: Aggregate<Agreement, AgreementEvent> = {
  category: 'agreement',
  initial,
  evolve,
  events: agreementEvents,
  scope: ({ entityVillage }) => entityVillage,
  subjects: ({ entityId, terms, amendment }) => ({
    ENTITY_MANAGER: [entityId],
    HOUSEHOLD: [terms, amendment?.terms].flatMap((one) =>
      (one?.households ?? []).map(({ householdId }) => householdId),
    ),
  }),
};
