import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate, Event } from '@kernel/decider';
import { entityEvents, type EntityEvent } from '@registry/entity/events';
import { householdEvents, type HouseholdEvent } from '@registry/household/events';

/** Who heads the household or entity that a post speaks for. */
export interface Heading {
  /** 1 for the first; 0 where it is in no register. */
  readonly no: number;
  /** Since which day, as it is true in the village. */
  readonly since: CalendarDate | null;
  /** Under whose key the head is; null where nobody is named. */
  readonly personId: string | null;
  /** Nobody is left in it, or another goes on in its place. */
  readonly isGone: boolean;
}

type Folds<E extends Event> = {
  readonly [Type in E['type']]?: (
    heading: Heading,
    data: Extract<E, { readonly type: Type }>['data'],
  ) => Partial<Heading>;
};

interface Headed {
  readonly personId?: string;
  readonly on: CalendarDate;
}

/** Who is written down anew under the same key is the same person. */
const headedBy = ({ no, personId: before }: Heading, { personId, on }: Headed): Partial<Heading> =>
  personId !== undefined && personId === before ? {} : { no: no + 1, since: on, personId: personId ?? null };

const headings = <E extends Event>(
  category: string,
  events: Aggregate<Heading, E>['events'],
  folds: Folds<E>,
): Aggregate<Heading, E> => ({
  category,
  initial: { no: 0, since: null, personId: null, isGone: false },
  evolve: (heading, { type, data }) => ({ ...heading, ...folds[type as E['type']]?.(heading, data) }),
  events,
  scope: () => null,
});

/** Who moved away or lives in another household is still who it is about, and may ask for the own data. */
export const householdHeading = headings<HouseholdEvent>('household', householdEvents, {
  HouseholdRegistered: headedBy,
  HeadChanged: headedBy,
  HeadCorrected: (_heading, { personId }) => ({ personId }),
  HouseholdVanished: (_heading, { cause }) => ({ isGone: cause === 'DECEASED' }),
  HouseholdVanishingVoided: () => ({ isGone: false }),
});

export const entityHeading = headings<EntityEvent>('entity', entityEvents, {
  EntityRegistered: headedBy,
  EntityHeadChanged: headedBy,
  EntityMerged: () => ({ isGone: true }),
});
