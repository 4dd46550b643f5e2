import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import { lineage, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { parameterEvents, type ParameterEntry, type ParameterEvent, type ParameterTerms } from './events';

export const PROPOSAL_STATES = ['DRAFT', 'APPROVED', 'REFUSED', 'WITHDRAWN'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A value that somebody wants to hold; what became of it stays, so that nobody decides twice. */
export interface Proposal {
  readonly terms: ParameterTerms;
  readonly proposedBy: string;
  readonly reason: string | null;
  readonly state: ProposalState;
}

/** Every value one key ever had or was proposed to have, in every place. */
export interface Parameter {
  readonly entries: readonly ParameterEntry[];
  /** By the id of the entry that each is to become. */
  readonly proposals: Readonly<Record<string, Proposal>>;
}

export const parameterId = (key: string): string => derivedId('parameter', key);

const evolve = (parameter: Parameter, event: ParameterEvent): Parameter => {
  switch (event.type) {
    case 'PolicyParameterProposed': {
      const { proposedBy, reason, ...rest } = event.data;
      const proposal: Proposal = { terms: rest, proposedBy, reason, state: 'DRAFT' };
      return { ...parameter, proposals: { ...parameter.proposals, [event.data.entryId]: proposal } };
    }
    case 'PolicyParameterProposalRefused':
      return decided(parameter, event.data.entryId, 'REFUSED');
    case 'PolicyParameterProposalWithdrawn':
      return decided(parameter, event.data.entryId, 'WITHDRAWN');
    case 'PolicyParameterSet':
      return held(parameter, event.data, null);
    case 'PolicyParameterSuperseded': {
      const { replaces, ...entry } = event.data;
      return held(parameter, entry, replaces);
    }
  }
};

/** A value of before there were proposals had none. */
const decided = (parameter: Parameter, entryId: string, state: ProposalState): Parameter => {
  const proposal = parameter.proposals[entryId];
  if (proposal === undefined) return parameter;
  return { ...parameter, proposals: { ...parameter.proposals, [entryId]: { ...proposal, state } } };
};

const held = (parameter: Parameter, entry: ParameterEntry, replaces: string | null): Parameter => ({
  ...decided(parameter, entry.entryId, 'APPROVED'),
  entries: withEntry(parameter.entries, entry, replaces),
});

/** An entry that another takes the place of ends the day before; one that began on the same day never holds. */
export const withEntry = <T extends ParameterEntry>(
  entries: readonly T[],
  next: T,
  replaces: string | null,
): readonly T[] => [
  ...entries.map((old) =>
    old.entryId === replaces ? { ...old, effectiveTo: addDays(next.effectiveFrom, -1) } : old,
  ),
  next,
];

const holdsOn = (entry: ParameterEntry, date: CalendarDate): boolean =>
  entry.effectiveFrom <= date && (entry.effectiveTo === null || date <= entry.effectiveTo);

/** The entry of exactly this place on this day. */
export const entryAt = (
  entries: readonly ParameterEntry[],
  scope: DivisionCode,
  date: CalendarDate,
): ParameterEntry | null => entries.find((entry) => entry.scope === scope && holdsOn(entry, date)) ?? null;

/** The most specific place upwards from the division whose interval contains the day; null where nobody decided. */
export const resolve = (
  entries: readonly ParameterEntry[],
  division: DivisionCode,
  date: CalendarDate,
): ParameterEntry | null => {
  for (const scope of lineage(division)) {
    const entry = entryAt(entries, scope, date);
    if (entry !== null) return entry;
  }
  return null;
};

/** One stream per key. It belongs to no single place: each entry names its own. */
export const parameter: Aggregate<Parameter, ParameterEvent> = {
  category: 'parameter',
  initial: { entries: [], proposals: {} },
  evolve,
  events: parameterEvents,
  scope: () => null,
};
