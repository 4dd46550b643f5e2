import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Industry } from '@kernel/linkage';
import { enterpriseBindingEvents, type EnterpriseBindingEvent } from './events';

export type EnterpriseBindingPhase =
  'ABSENT' | 'IN_REVIEW' | 'RETURNED' | 'WITHDRAWN' | 'ACTIVE' | 'SUSPENDED' | 'ENDED';

export interface EnterpriseBinding {
  readonly phase: EnterpriseBindingPhase;
  readonly enterpriseId: string;
  readonly cooperativeId: string;
  readonly industry: Industry | null;
  readonly villageCode: DivisionCode | null;
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  readonly proposedBy: string | null;
  /** Day of the last activation, suspension, resumption or end, of any term. */
  readonly since: CalendarDate | null;
  /** Terms that came into force so far. */
  readonly terms: number;
}

/** One binding at a time for enterprise, cooperative and industry: the three are its identity. */
export const enterpriseBindingId = (
  enterpriseId: string,
  cooperativeId: string,
  industry: Industry,
): string => derivedId('enterpriseBinding', enterpriseId, cooperativeId, industry);

const initial: EnterpriseBinding = {
  phase: 'ABSENT',
  enterpriseId: '',
  cooperativeId: '',
  industry: null,
  villageCode: null,
  startDate: null,
  endDate: null,
  proposedBy: null,
  since: null,
  terms: 0,
};

const evolve = (binding: EnterpriseBinding, event: EnterpriseBindingEvent): EnterpriseBinding => {
  switch (event.type) {
    case 'EnterpriseBindingProposed': {
      const { enterpriseId, cooperativeId, industry, villageCode, startDate, endDate, proposedBy } =
        event.data;
      const named = { enterpriseId, cooperativeId, industry, villageCode, startDate, endDate, proposedBy };
      return { ...binding, ...named, phase: 'IN_REVIEW' };
    }
    case 'EnterpriseBindingTakenOver':
      return binding;
    case 'EnterpriseBindingReturned':
      return { ...binding, phase: 'RETURNED' };
    case 'EnterpriseBindingWithdrawn':
      return { ...binding, phase: 'WITHDRAWN' };
    case 'EnterpriseBindingApproved':
      return binding;
    case 'EnterpriseBindingActivated':
      return { ...binding, phase: 'ACTIVE', since: event.data.from, terms: binding.terms + 1 };
    case 'EnterpriseBindingSuspended':
      return { ...binding, phase: 'SUSPENDED', since: event.data.on };
    case 'EnterpriseBindingResumed':
      return { ...binding, phase: 'ACTIVE', since: event.data.on };
    case 'EnterpriseBindingEnded':
      return { ...binding, phase: 'ENDED', since: event.data.on };
  }
};

export const enterpriseBinding: Aggregate<EnterpriseBinding, EnterpriseBindingEvent> = {
  category: 'enterpriseBinding',
  initial,
  evolve,
  events: enterpriseBindingEvents,
  scope: ({ villageCode }) => villageCode,
  subjects: ({ enterpriseId, cooperativeId }) => ({ ENTITY_MANAGER: [enterpriseId, cooperativeId] }),
};
