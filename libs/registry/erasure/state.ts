import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate, SubjectsOf } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { erasureEvents, type ErasureEvent, type ErasureSubject } from './events';

/** By the id of its subject: a later manager may ask again. */
export interface Erasure {
  readonly phase: 'ABSENT' | 'REQUESTED' | 'APPROVED' | 'REFUSED' | 'WITHDRAWN' | 'CARRIED_OUT' | 'CERTIFIED';
  readonly subjectKind: ErasureSubject;
  readonly subjectId: string;
  /** Of a person. */
  readonly householdId: string | null;
  readonly villageCode: DivisionCode | null;
  readonly requestedBy: string;
  readonly dueOn: CalendarDate | null;
}

const initial: Erasure = {
  phase: 'ABSENT',
  subjectKind: 'HOUSEHOLD',
  subjectId: '',
  householdId: null,
  villageCode: null,
  requestedBy: '',
  dueOn: null,
};

const evolve = (erasure: Erasure, event: ErasureEvent): Erasure => {
  switch (event.type) {
    case 'ErasureRequested': {
      const { subjectKind, subjectId, householdId = null, villageCode, requestedBy } = event.data;
      const subject = { subjectKind, subjectId, householdId, villageCode };
      return { ...subject, phase: 'REQUESTED', requestedBy, dueOn: null };
    }
    case 'ErasureApproved':
      return { ...erasure, phase: 'APPROVED', dueOn: event.data.dueOn };
    case 'ErasureRefused':
      return { ...erasure, phase: 'REFUSED', dueOn: null };
    case 'ErasureWithdrawn':
      return { ...erasure, phase: 'WITHDRAWN', dueOn: null };
    case 'ErasureCarriedOut':
      return { ...erasure, phase: 'CARRIED_OUT', dueOn: null };
    case 'ErasureCertified':
      return { ...erasure, phase: 'CERTIFIED' };
  }
};

/** What is sealed now would be lost with the key. */
export const isUnderWay = ({ phase }: Erasure): boolean => phase === 'APPROVED' || phase === 'CARRIED_OUT';

interface Subject {
  readonly subjectKind: ErasureSubject;
  readonly subjectId: string;
  readonly householdId?: string | null;
}

/** The household or entity whose data it is; neither of an account. */
export const concerned = ({ subjectKind, subjectId, householdId = null }: Subject) => ({
  householdId: subjectKind === 'HOUSEHOLD' ? subjectId : householdId,
  entityId: subjectKind === 'ENTITY' ? subjectId : null,
});

const subjectsOf = (erasure: Erasure): SubjectsOf => {
  const { householdId, entityId } = concerned(erasure);
  return {
    HOUSEHOLD: householdId === null ? [] : [householdId],
    ENTITY_MANAGER: entityId === null ? [] : [entityId],
  };
};

export const erasure: Aggregate<Erasure, ErasureEvent> = {
  category: 'erasure',
  initial,
  evolve,
  events: erasureEvents,
  scope: ({ villageCode }) => villageCode,
  subjects: subjectsOf,
};
