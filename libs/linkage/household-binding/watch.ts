import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { Recorded } from '@projection/fold';
import type { Document } from '@read-store/read-store';
import type { AgreementEvent, AgreementTerms } from '@linkage/agreement/events';
import type { Industry } from '@kernel/linkage';
import type { HouseholdBindingEvent } from './events';

/** What the keeper must know of one binding to end it in time. */
export type Watched = Document & {
  readonly householdId: string;
  readonly entityId: string;
  readonly industry: Industry;
  readonly agreementId: string | null;
  readonly endDate: CalendarDate | null;
  /** Where it is suspended: the day on which it goes on. */
  readonly resumeOn: CalendarDate | null;
  /** While the binding runs: the day on which it goes on, or the first after its term, whichever is earlier. */
  readonly dueOn: CalendarDate | null;
};

/** Whom an agreement lists, with the binding where it names one. */
export type Paper = Document & {
  readonly entityId: string;
  readonly renews: string | null;
  readonly covered: { readonly [householdId: string]: string | null };
};

export type Own = Recorded<HouseholdBindingEvent>;
export type OfAgreement = Recorded<AgreementEvent>;

type Data<Type extends HouseholdBindingEvent['type']> = Extract<
  HouseholdBindingEvent,
  { readonly type: Type }
>['data'];

type Folds = {
  readonly [Type in HouseholdBindingEvent['type']]?: (watched: Watched, data: Data<Type>) => Watched;
};

const idle = (watched: Watched): Watched => ({ ...watched, resumeOn: null, dueOn: null });

const running = (watched: Watched, resumeOn: CalendarDate | null): Watched => {
  const over = endOf(watched);
  const isFirst = resumeOn !== null && (over === null || resumeOn < over);
  return { ...watched, resumeOn: isFirst ? resumeOn : null, dueOn: isFirst ? resumeOn : over };
};

const endOf = ({ endDate }: Watched): CalendarDate | null => (endDate === null ? null : addDays(endDate, 1));

const folds: Folds = {
  HouseholdBindingProposed: (watched, { agreementId, endDate }) => ({ ...watched, agreementId, endDate }),
  HouseholdBindingActivated: (watched) => running(watched, null),
  BindingSuspended: (watched, { until }) => running(watched, until),
  BindingResumed: (watched) => running(watched, null),
  BindingAgreementLinked: (watched, { agreementId }) => ({ ...watched, agreementId }),
  HouseholdBindingEnded: idle,
  BindingWithdrawn: idle,
};

const born = (id: string, event: Own): Watched | undefined => {
  if (event.type !== 'BindingIntentRecorded' && event.type !== 'HouseholdBindingProposed') return undefined;
  const { householdId, entityId, industry } = event.data;
  const whose = { id, householdId, entityId, industry };
  return { ...whose, agreementId: null, endDate: null, resumeOn: null, dueOn: null };
};

export const watchedAfter = (id: string, event: Own, before: Watched | undefined): Watched | undefined => {
  const watched = born(id, event) ?? before;
  return watched && (folds[event.type]?.(watched, event.data as never) ?? watched);
};

/** Bindings of a party that are intended, proposed or in force, after the event of one of them. */
export const openAfter = ({ type }: Own, id: string, open: readonly string[]): readonly string[] => {
  const others = open.filter((other) => other !== id);
  return type === 'HouseholdBindingEnded' || type === 'BindingWithdrawn' ? others : [...others, id];
};

const coveredIn = ({ households }: AgreementTerms): Paper['covered'] =>
  Object.fromEntries(households.map(({ householdId, bindingId }) => [householdId, bindingId]));

export const paperAfter = (id: string, event: OfAgreement, before: Paper | undefined): Paper | undefined => {
  if (event.type === 'AgreementDrafted')
    return {
      ...{ id, entityId: event.data.entityId, renews: event.data.renews },
      covered: coveredIn(event.data.terms),
    };
  if (
    event.type === 'AgreementDraftRevised' ||
    event.type === 'AgreementAmended' ||
    event.type === 'AgreementHouseholdSucceeded'
  )
    return before && { ...before, covered: coveredIn(event.data.terms) };
  if (event.type === 'AgreementEntitySucceeded')
    return before && { ...before, entityId: event.data.successorId, covered: coveredIn(event.data.terms) };
  return before;
};

/**
 * Whether the binding stands on the paper: it is linked to it; or to none while the paper lists its household and names
 * this binding or none. One that was linked to another agreement since goes on (3.4, 3).
 */
export const standsOn = ({ id, entityId, covered }: Paper, binding: Watched): boolean => {
  if (binding.agreementId !== null) return binding.agreementId === id;
  const named = covered[binding.householdId];
  return binding.entityId === entityId && named !== undefined && (named === null || named === binding.id);
};
