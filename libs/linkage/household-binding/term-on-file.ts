import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import { householdBindingEvents, type HouseholdBindingEvent } from './events';

type Data<Type extends HouseholdBindingEvent['type']> = Extract<
  HouseholdBindingEvent,
  { readonly type: Type }
>['data'];

/** The term of a binding as far as it goes on with another household or entity. */
export interface TermOnFile {
  readonly proposed: Data<'HouseholdBindingProposed'> | null;
  /** As judged last; null until it came into force. */
  readonly activated: Data<'HouseholdBindingActivated'> | null;
  readonly suspended: { readonly reason: string; readonly until: CalendarDate } | null;
  readonly inForce: boolean;
  /** Day of its last activation, suspension or resumption. */
  readonly since: CalendarDate | null;
}

type Folds = {
  readonly [Type in HouseholdBindingEvent['type']]?: (term: TermOnFile, data: Data<Type>) => TermOnFile;
};

const NOTHING: TermOnFile = { proposed: null, activated: null, suspended: null, inForce: false, since: null };

const folds: Folds = {
  HouseholdBindingProposed: (_before, proposed) => ({ ...NOTHING, proposed }),
  HouseholdBindingActivated: (term, activated) => ({
    ...{ ...term, activated, inForce: true, since: activated.from },
  }),
  BindingFormsChanged: (term, { otherFormAcceptance, on: _on, ...formed }) => ({
    ...term,
    proposed: term.proposed && { ...term.proposed, ...formed },
    activated: term.activated && { ...term.activated, otherFormAcceptance },
  }),
  BindingAgreementLinked: (term, { agreementId }) => ({
    ...term,
    proposed: term.proposed && { ...term.proposed, agreementId },
  }),
  IndustryMatchJudged: (term, { match, overrideReason: matchOverrideReason }) => ({
    ...term,
    activated: term.activated && { ...term.activated, match, matchOverrideReason },
  }),
  BindingSuspended: (term, { reason, until, on: since }) => ({
    ...{ ...term, suspended: { reason, until }, since },
  }),
  BindingResumed: (term, { on: since }) => ({ ...term, suspended: null, since }),
  HouseholdBindingEnded: (term) => ({ ...term, inForce: false }),
};

/** What there is to go on with; null where it is over, or never came into force. */
export const runningTerm = ({ proposed, activated, suspended, inForce, since }: TermOnFile) =>
  inForce && proposed !== null && activated !== null ? { proposed, activated, suspended, since } : null;

/** Another fold of the same stream, apart from what the rules of a binding ask about. */
export const termOnFile: Aggregate<TermOnFile, HouseholdBindingEvent> = {
  category: 'householdBinding',
  initial: NOTHING,
  evolve: (term, { type, data }) => folds[type]?.(term, data as never) ?? term,
  events: householdBindingEvents,
  scope: ({ proposed }) => proposed?.villageCode ?? null,
};
