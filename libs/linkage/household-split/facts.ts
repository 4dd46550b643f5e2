import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Fault } from '@kernel/fault';
import type { Industry } from '@kernel/linkage';
import { require } from '@kernel/refusal';
import type { Asked } from '@command/handling';
import type { Lookup } from '@command/lookup';
import { agreement, type Agreement } from '@linkage/agreement/state';
import { unpaidLinesOf } from '@linkage/distribution/facts';
import { bindingsOf, isInForce, type IdentifiedBinding } from '@linkage/household-binding/facts';
import { householdBindingId } from '@linkage/household-binding/state';
import { requireNoErasure } from '@registry/erasure/facts';
import { separationFaults } from '@registry/household/facts';
import { household, householdId, knownFor } from '@registry/household/state';
import type { SplitHousehold } from './commands';
import type { HouseholdSplit } from './state';

/** A binding in force. */
export interface BindingKnown {
  readonly id: string;
  readonly entityId: string;
  readonly industry: Industry;
  readonly agreementId: string | null;
  /** Its last change. */
  readonly since: CalendarDate;
  /** The id that it would have with the new household. */
  readonly newBindingId: string;
}

/** A distribution of which the household is still due something. */
export interface DividendKnown {
  readonly id: string;
  /** It stands in a bank file that nobody has confirmed yet. */
  readonly isBeingPaid: boolean;
}

export interface SplitFacts {
  readonly villageCode: DivisionCode;
  readonly newHouseholdId: string;
  /** The number of the new household is another's already. */
  readonly isRegistered: boolean;
  /** What stands against it as far as the household itself goes. */
  readonly faults: readonly Fault[];
  /** Who is to head the new household was erased: nobody can be named there any more. */
  readonly isForgotten: boolean;
  /** Latest day of what was recorded of the household. */
  readonly since: CalendarDate | null;
  readonly bindings: readonly BindingKnown[];
  readonly dividends: readonly DividendKnown[];
  /** Agreements that those bindings are on and that no household can join just now: a paper of theirs is being signed. */
  readonly waiting: readonly string[];
}

/** Where the household lives that is to be split. @throws Refusal HOUSEHOLD_UNKNOWN */
export const villageOf = async (
  { householdId }: Pick<SplitHousehold, 'householdId'>,
  lookup: Lookup,
): Promise<DivisionCode> => {
  const { villageCode } = (await lookup.load(household, householdId)).state;
  require(villageCode !== null, 'HOUSEHOLD_UNKNOWN', { householdIds: [householdId] }, '/householdId');
  return villageCode;
};

/** @throws Refusal HOUSEHOLD_UNKNOWN, ERASURE_UNDER_WAY: what is sealed for a new head would be lost with the key */
export const splitFacts = async (
  { command }: Pick<Asked<SplitHousehold, HouseholdSplit>, 'command'>,
  lookup: Lookup,
): Promise<SplitFacts> => {
  const { householdId: id, newHouseholdNo, headId, members } = command;
  const villageCode = await villageOf(command, lookup);
  const { state } = await lookup.load(household, id);
  for (const subject of [id, headId, ...members.map(({ personId }) => personId)])
    await requireNoErasure(lookup, subject);
  const isMember = state.members.some(({ personId }) => personId === headId);
  const newHouseholdId = householdId(newHouseholdNo);
  const named = command.bindings.map(({ bindingId }) => bindingId);
  const found = await bindingsOf(id, named, lookup);
  const bindings = found.filter(isInForce).flatMap((one) => knownAs(newHouseholdId, one));
  return {
    ...{ villageCode, newHouseholdId, bindings, faults: separationFaults(state, command) },
    isForgotten: isMember && (await lookup.dataKeyOf(headId)) === null,
    isRegistered: (await lookup.load(household, newHouseholdId)).exists,
    since: (await lookup.load(knownFor, id)).state.since,
    dividends: await dividendsUnder(found, command, lookup),
    waiting: await waitingAmong(bindings, lookup),
  };
};

/** Of agreements that any of the bindings was on: what was promised may be unpaid when they are over. */
const dividendsUnder = async (
  bindings: readonly IdentifiedBinding[],
  { householdId, dividends }: SplitHousehold,
  lookup: Lookup,
): Promise<readonly DividendKnown[]> => {
  const agreementIds = [...new Set(bindings.flatMap(([, { agreementId }]) => agreementId ?? []))];
  const named = dividends.map(({ distributionId }) => distributionId);
  const lines = await unpaidLinesOf(householdId, { agreementIds, named }, lookup);
  return lines.map(({ distributionId: id, isBeingPaid }) => ({ id, isBeingPaid }));
};

const knownAs = (newHouseholdId: string, [id, binding]: IdentifiedBinding): readonly BindingKnown[] => {
  const { entityId, industry, agreementId, since } = binding;
  if (industry === null || since === null) return [];
  const newBindingId = householdBindingId(newHouseholdId, entityId, industry);
  return [{ id, entityId, industry, agreementId, since, newBindingId }];
};

const STANDING = ['CONCLUDED', 'IN_FORCE', 'RECTIFYING'];
const UNSIGNED = ['DRAFT', 'PENDING_SIGNATURE'];

const isBeingSigned = ({ phase, amendment, termination }: Agreement): boolean =>
  UNSIGNED.includes(phase) || (STANDING.includes(phase) && (amendment !== null || termination !== null));

const waitingAmong = async (
  bindings: readonly BindingKnown[],
  lookup: Lookup,
): Promise<readonly string[]> => {
  const ids = [...new Set(bindings.flatMap(({ agreementId }) => agreementId ?? []))];
  const papers = await Promise.all(ids.map(async (id) => (await lookup.load(agreement, id)).state));
  return ids.filter((_id, index) => papers.slice(index, index + 1).some(isBeingSigned));
};
