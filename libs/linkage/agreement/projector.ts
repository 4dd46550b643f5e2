import type { CalendarDate } from '@kernel/calendar-date';
import { changed, register, type Own, type Recorded, type Registered } from '@projection/fold';
import { amendmentAfter, type Amendment } from './amendment';
import type { AmendmentEvent } from './amendment-events';
import { afterOrder, type Closed } from './rectified';
import type { AgreementEvent, TerminationCause } from './events';
import { terminationAfter, type ProposedTermination } from './proposed-termination';
import type { TerminationEvent } from './termination-events';
import type { AgreementTerms, SignLevel, SpanRule } from './paper';
import type { AgreementPhase } from './state';

/** What the paper says besides whom it binds: who verifies it lays this beside the paper itself. */
type Said = Omit<AgreementTerms, 'households'>;

/** One line of the agreement register (协议台账). */
export type AgreementRow = Registered &
  Said & {
    /** Home village of the entity. */
    readonly division: string;
    readonly entityId: string;
    readonly agreementNo: string | null;
    /** The number of today, and behind it those that it was given by mistake. */
    readonly numbers: readonly string[];
    readonly state: Exclude<AgreementPhase, 'ABSENT'>;
    readonly renews: string | null;
    readonly version: number;
    readonly requiredLevel: SignLevel | null;
    readonly signedLevel: SignLevel | null;
    readonly spanRule: SpanRule | null;
    readonly signedParties: readonly string[];
    /** Households that have signed for themselves. */
    readonly signedHouseholds: readonly string[];
    /** By the resident work team (R11). */
    readonly witnessedOn: CalendarDate | null;
    /** The term is shorter than the place asks for, in years. */
    readonly shorterThanYears: number | null;
    readonly householdIds: readonly string[];
    readonly householdCount: number;
    /** Households of the paper and of the amended one that waits: who has to sign may read. */
    readonly partyIds: readonly string[];
    readonly concludedOn: CalendarDate | null;
    readonly inForceSince: CalendarDate | null;
    readonly verifiedOn: CalendarDate | null;
    /** First day of the terms in force, where they were amended. */
    readonly amendedOn: CalendarDate | null;
    /** The amended paper that is to take the place of this one. */
    readonly amendment: Amendment | null;
    /** The paper by which the parties part, while it waits for signatures. */
    readonly termination: ProposedTermination | null;
    readonly openRectifications: readonly string[];
    readonly failedRectifications: readonly string[];
    /** First day no longer in force. */
    readonly endedOn: CalendarDate | null;
    readonly terminationCause: TerminationCause | null;
    readonly decisionNo: string | null;
    readonly unpaidFen: number | null;
  };

type Fields = Own<AgreementRow>;

const idsIn = ({ households }: AgreementTerms): readonly string[] =>
  households.map(({ householdId }) => householdId);

const paper = (terms: AgreementTerms) => {
  const { households, ...said } = terms;
  const householdIds = idsIn(terms);
  return { ...said, householdIds, partyIds: householdIds, householdCount: households.length };
};

const UNSIGNED = {
  state: 'DRAFT',
  agreementNo: null,
  numbers: [],
  version: 1,
  requiredLevel: null,
  signedLevel: null,
  spanRule: null,
  signedParties: [],
  signedHouseholds: [],
  witnessedOn: null,
  shorterThanYears: null,
  concludedOn: null,
  inForceSince: null,
  verifiedOn: null,
  amendedOn: null,
  amendment: null,
  termination: null,
  openRectifications: [],
  failedRectifications: [],
  endedOn: null,
  terminationCause: null,
  decisionNo: null,
  unpaidFen: null,
} as const;

const numbered = ({ numbers }: Fields, agreementNo: string) => ({
  ...{ agreementNo, numbers: [...new Set([agreementNo, ...numbers])] },
});

const rectified = (row: Fields, closed: Closed): Fields => {
  const { isOver, ...orders } = afterOrder(row, closed);
  const state = isOver && row.state === 'RECTIFYING' ? 'IN_FORCE' : row.state;
  return { ...row, ...orders, state };
};

const waiting = (row: Fields, event: Recorded<AmendmentEvent>): Partial<Fields> => {
  const amendment = amendmentAfter(row.amendment, event);
  const joining = amendment === null ? [] : idsIn(amendment.terms);
  return { amendment, partyIds: [...new Set([...row.householdIds, ...joining])] };
};

/** No other paper waits any more. */
const alone = ({ householdIds }: Fields) => ({
  ...{ amendment: null, termination: null, partyIds: householdIds },
});

const parting = (row: Fields, event: Recorded<TerminationEvent>): Partial<Fields> => ({
  termination: terminationAfter(row.termination, event),
});

export const agreementRegister = register<AgreementEvent, AgreementRow>({
  name: 'agreement',
  version: 8,
  categories: ['agreement'],
  collection: 'agreements',
  indexes: [
    { fields: ['division', 'endDate'] },
    { fields: ['entityId', 'endDate'] },
    { fields: ['state', 'endDate'] },
    { fields: ['numbers'] },
    { fields: ['householdIds'] },
    { fields: ['partyIds'] },
  ],
  arrays: ['householdIds', 'partyIds', 'numbers'],
  on: {
    AgreementDrafted: (_none, { data }) => ({
      ...UNSIGNED,
      ...{ division: data.entityVillage, entityId: data.entityId, renews: data.renews },
      ...paper(data.terms),
    }),
    AgreementDraftRevised: changed((_row, { data }) => ({ ...UNSIGNED, ...paper(data.terms) })),
    AgreementSubmitted: changed((_row, { data }) => ({
      ...{ state: 'PENDING_SIGNATURE', requiredLevel: data.requiredLevel, spanRule: data.explanation.rule },
      shorterThanYears: data.shorterThan?.years ?? null,
    })),
    AgreementSigned: changed((row, { data }) => ({
      signedParties: [...row.signedParties, data.party],
      signedLevel: data.level ?? row.signedLevel,
      ...(data.agreementNo === null ? {} : numbered(row, data.agreementNo)),
    })),
    AgreementNoCorrected: changed((row, { data }) => numbered(row, data.agreementNo)),
    AgreementSignedByHousehold: changed((row, { data }) => ({
      signedHouseholds: [...row.signedHouseholds, data.householdId],
    })),
    AgreementWitnessed: changed((_row, { data }) => ({ witnessedOn: data.on })),
    AgreementDraftWithdrawn: changed((_row, { data }) => ({ state: 'WITHDRAWN', endedOn: data.on })),
    AgreementConcluded: changed((_row, { data }) => ({ state: 'CONCLUDED', concludedOn: data.on })),
    AgreementEnteredIntoForce: changed((_row, { data }) => ({ state: 'IN_FORCE', inForceSince: data.on })),
    AgreementAmendmentProposed: changed(waiting),
    AgreementAmendmentSigned: changed(waiting),
    AgreementAmendmentSignedByHousehold: changed(waiting),
    AgreementAmendmentConcluded: changed(waiting),
    AgreementAmendmentWithdrawn: changed(waiting),
    AgreementAmended: changed((_row, { data }) => ({
      ...paper(data.terms),
      ...{ version: data.version, requiredLevel: data.requiredLevel, signedLevel: data.signedLevel },
      ...{ spanRule: data.explanation.rule, amendedOn: data.on, amendment: null },
    })),
    AgreementHouseholdSucceeded: changed((_row, { data }) => paper(data.terms)),
    AgreementEntitySucceeded: changed((_row, { data }) => ({
      ...{ ...paper(data.terms), entityId: data.successorId, division: data.entityVillage },
    })),
    AgreementVerified: changed((_row, { data }) => ({ verifiedOn: data.on })),
    AgreementRectificationOrdered: changed((row, { data }) => ({
      state: 'RECTIFYING',
      openRectifications: [...row.openRectifications, data.rectificationId],
    })),
    AgreementRectificationAccepted: changed((row, { data }) =>
      rectified(row, { rectificationId: data.rectificationId, hasFailed: false }),
    ),
    AgreementRectificationFailed: changed((row, { data }) =>
      rectified(row, { rectificationId: data.rectificationId, hasFailed: true }),
    ),
    AgreementRectificationWithdrawn: changed((row, { data }) =>
      rectified(row, { rectificationId: data.rectificationId, hasFailed: false }),
    ),
    AgreementTerminationProposed: changed(parting),
    AgreementTerminationSigned: changed(parting),
    AgreementTerminationSignedByHousehold: changed(parting),
    AgreementTerminationWithdrawn: changed(parting),
    AgreementTerminated: changed((row, { data }) => ({
      ...{ state: 'TERMINATED', endedOn: data.on, terminationCause: data.cause },
      ...{ decisionNo: data.decisionNo, unpaidFen: data.unpaidFen, ...alone(row) },
    })),
    AgreementExpired: changed((row, { data }) => ({
      ...{ state: 'EXPIRED', endedOn: data.on, ...alone(row) },
    })),
  },
});
