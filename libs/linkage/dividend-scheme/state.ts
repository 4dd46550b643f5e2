import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { dividendSchemeEvents, type DividendSchemeEvent, type Equity, type SchemeTerms } from './events';

export interface DividendScheme {
  readonly phase: 'ABSENT' | 'DRAFT' | 'ADOPTED';
  readonly entityId: string;
  /** Duplicates of the entity whose it was before. */
  readonly predecessorIds: readonly string[];
  readonly agreementId: string | null;
  readonly villageCode: DivisionCode | null;
  readonly version: number;
  readonly terms: SchemeTerms | null;
  readonly equity: Equity | null;
  /** Who wrote the terms as they stand. */
  readonly draftedBy: string;
  /** Latest day on which it was drafted, adopted or revised. */
  readonly since: CalendarDate | null;
}

/** A scheme has no natural key: the request that drafts it names it. */
export const dividendSchemeId = (commandId: string): string => derivedId('dividendScheme', commandId);

const told = (scheme: DividendScheme, event: DividendSchemeEvent): Omit<DividendScheme, 'since'> => {
  switch (event.type) {
    case 'DividendSchemeDrafted': {
      const { entityId, agreementId, villageCode, terms, draftedBy } = event.data;
      return {
        ...{ phase: 'DRAFT', entityId, predecessorIds: [], agreementId, villageCode },
        ...{ version: 1, terms, equity: null, draftedBy },
      };
    }
    case 'DividendSchemeAdopted':
      return { ...scheme, phase: 'ADOPTED', equity: event.data.equity };
    case 'DividendSchemeRevised': {
      const { version, terms, draftedBy } = event.data;
      return { ...scheme, phase: 'DRAFT', version, terms, equity: null, draftedBy };
    }
    case 'DividendSchemeEntitySucceeded': {
      const { entityId: before, successorId: entityId, villageCode } = event.data;
      return { ...scheme, entityId, predecessorIds: [...scheme.predecessorIds, before], villageCode };
    }
  }
};

const evolve = (scheme: DividendScheme, event: DividendSchemeEvent): DividendScheme => {
  const { since } = scheme;
  const { on } = event.data;
  return { ...told(scheme, event), since: since === null ? on : laterOf(since, on) };
};

export const dividendScheme: Aggregate<DividendScheme, DividendSchemeEvent> = {
  category: 'dividendScheme',
  initial: {
    ...{ phase: 'ABSENT', entityId: '', predecessorIds: [], agreementId: null, villageCode: null },
    ...{ version: 0, terms: null, equity: null, draftedBy: '', since: null },
  },
  evolve,
  events: dividendSchemeEvents,
  scope: ({ villageCode }) => villageCode,
  subjects: ({ entityId }) => ({ ENTITY_MANAGER: [entityId] }),
};
