import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DistributionEvent } from './events';

type Proposal =
  | { readonly kind: 'LINE'; readonly fromFen: number; readonly toFen: number }
  | { readonly kind: 'RECLAIM'; readonly amountFen: number }
  | { readonly kind: 'RELEASE'; readonly amountFen: number }
  | { readonly kind: 'CARRY'; readonly amountFen: number };

interface Proposer {
  readonly on: CalendarDate;
  readonly householdId: string;
  readonly proposedBy: string;
  readonly proposedAs: Role;
}

/** What one person proposed and another decides. */
export type Correction = Proposer & Proposal & { readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED' };

export type Corrections = Readonly<Record<string, Correction>>;

const proposed = (
  corrections: Corrections,
  { correctionId, householdId, proposedBy, proposedAs, on }: Proposer & { readonly correctionId: string },
  proposal: Proposal,
): Corrections => ({
  ...corrections,
  [correctionId]: { householdId, proposedBy, proposedAs, on, state: 'PROPOSED', ...proposal },
});

/** In events of before proposals were recorded there is none to decide. */
const decided = (
  corrections: Corrections,
  id: string | undefined,
  state: Correction['state'],
): Corrections => {
  const known = id === undefined ? undefined : corrections[id];
  return id === undefined || known === undefined
    ? corrections
    : { ...corrections, [id]: { ...known, state } };
};

type Folds = {
  readonly [Type in DistributionEvent['type']]?: (
    corrections: Corrections,
    data: Extract<DistributionEvent, { readonly type: Type }>['data'],
  ) => Corrections;
};

const folds: Folds = {
  DividendCorrectionProposed: (corrections, { fromFen, toFen, ...by }) =>
    proposed(corrections, by, { kind: 'LINE', fromFen, toFen }),
  OverpaymentReclaimProposed: (corrections, { amountFen, ...by }) =>
    proposed(corrections, by, { kind: 'RECLAIM', amountFen }),
  WithheldReleaseProposed: (corrections, { amountFen, ...by }) =>
    proposed(corrections, by, { kind: 'RELEASE', amountFen }),
  WithheldCarryForwardProposed: (corrections, { amountFen, ...by }) =>
    proposed(corrections, by, { kind: 'CARRY', amountFen }),
  DividendCorrectionRejected: (corrections, { correctionId }) =>
    decided(corrections, correctionId, 'REJECTED'),
  DividendLineCorrected: (corrections, { correctionId }) => decided(corrections, correctionId, 'APPROVED'),
  OverpaymentReclaimed: (corrections, { correctionId }) => decided(corrections, correctionId, 'APPROVED'),
  WithheldReleased: (corrections, { correctionId }) => decided(corrections, correctionId, 'APPROVED'),
  WithheldCarriedForward: (corrections, { correctionId }) => decided(corrections, correctionId, 'APPROVED'),
  DistributionWithdrawn: () => ({}),
};

export const correctionsAfter = (corrections: Corrections, { type, data }: DistributionEvent): Corrections =>
  folds[type]?.(corrections, data as never) ?? corrections;
