import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import { enterpriseBindingEvents, type EnterpriseBindingEvent } from './events';

type Data<Type extends EnterpriseBindingEvent['type']> = Extract<
  EnterpriseBindingEvent,
  { readonly type: Type }
>['data'];

/** The term of a binding as far as it goes on with another entity on one of its sides. */
export interface TermOnFile {
  readonly proposed: Data<'EnterpriseBindingProposed'> | null;
  readonly approved: Data<'EnterpriseBindingApproved'> | null;
  /** Where it is suspended. */
  readonly reason: string | null;
  readonly inForce: boolean;
  /** Day of its last activation, suspension or resumption. */
  readonly since: CalendarDate | null;
}

const NOTHING: TermOnFile = { proposed: null, approved: null, reason: null, inForce: false, since: null };

const evolve = (term: TermOnFile, { type, data }: EnterpriseBindingEvent): TermOnFile => {
  switch (type) {
    case 'EnterpriseBindingProposed':
      return { ...NOTHING, proposed: data };
    case 'EnterpriseBindingApproved':
      return { ...term, approved: data };
    case 'EnterpriseBindingActivated':
      return { ...term, inForce: true, since: data.from };
    case 'EnterpriseBindingSuspended':
      return { ...term, reason: data.reason, since: data.on };
    case 'EnterpriseBindingResumed':
      return { ...term, reason: null, since: data.on };
    case 'EnterpriseBindingEnded':
      return { ...term, inForce: false };
    case 'EnterpriseBindingTakenOver':
    case 'EnterpriseBindingReturned':
    case 'EnterpriseBindingWithdrawn':
      return term;
  }
};

/** What there is to go on with; null where it is over, or never came into force. */
export const runningTerm = ({ proposed, approved, reason, inForce, since }: TermOnFile) =>
  inForce && proposed !== null && approved !== null ? { proposed, approved, reason, since } : null;

/** Another fold of the same stream, apart from what the rules of a binding ask about. */
export const termOnFile: Aggregate<TermOnFile, EnterpriseBindingEvent> = {
  category: 'enterpriseBinding',
  initial: NOTHING,
  evolve,
  events: enterpriseBindingEvents,
  scope: ({ proposed }) => proposed?.villageCode ?? null,
};
