import type { CalendarDate } from '@kernel/calendar-date';
import { changed, register, type Registered } from '@projection/fold';
import type { DestroyedKey, ErasureBasis, ErasureEvent, ErasureRefusal, ErasureSubject } from './events';
import { concerned, type Erasure } from './state';

/** Somebody's erasure as its last request stands; the history tells of those before. */
export type ErasureRow = Registered & Line;

type Line = {
  readonly division: string;
  readonly state: Exclude<Erasure['phase'], 'ABSENT'>;
  readonly subjectKind: ErasureSubject;
  readonly basis: ErasureBasis;
  readonly lawClause: string | null;
  readonly requestedBy: string;
  readonly requestedOn: CalendarDate;
  readonly approvedBy: string | null;
  readonly approvedOn: CalendarDate | null;
  readonly dueOn: CalendarDate | null;
  readonly refusal: {
    readonly ground: ErasureRefusal;
    readonly lawClause: string | null;
    readonly refusedBy: string;
  } | null;
  readonly endedOn: CalendarDate | null;
  readonly certificateNo: string | null;
  readonly keyDestroyed: string | null;
  /** Whose data it is: of a person, the household. */
  readonly householdId: string | null;
  readonly entityId: string | null;
  readonly keysDestroyed: readonly DestroyedKey[];
};

const AT_FIRST = {
  state: 'REQUESTED',
  ...{ approvedBy: null, approvedOn: null, dueOn: null },
  ...{ refusal: null, endedOn: null, certificateNo: null, keyDestroyed: null },
  keysDestroyed: [],
} as const satisfies Partial<Line>;

export const erasureRegister = register<ErasureEvent, ErasureRow>({
  name: 'erasure',
  version: 3,
  categories: ['erasure'],
  collection: 'erasures',
  indexes: [
    { fields: ['division', 'requestedOn'] },
    { fields: ['state', 'requestedOn'] },
    { fields: ['householdId', 'requestedOn'] },
    { fields: ['entityId', 'requestedOn'] },
  ],
  on: {
    ErasureRequested: (
      _before,
      { data: { villageCode, basis, lawClause, requestedBy, on, ...subject } },
    ): Line => ({
      ...AT_FIRST,
      ...concerned(subject),
      ...{
        division: villageCode,
        subjectKind: subject.subjectKind,
        basis,
        lawClause,
        requestedBy,
        requestedOn: on,
      },
    }),
    ErasureApproved: changed((_row, { data: { approvedBy, dueOn, on } }) => ({
      ...{ state: 'APPROVED', approvedBy, approvedOn: on, dueOn },
    })),
    ErasureRefused: changed((_row, { data: { ground, lawClause, refusedBy, on } }) => ({
      ...{ state: 'REFUSED', refusal: { ground, lawClause, refusedBy }, endedOn: on },
    })),
    ErasureWithdrawn: changed((_row, { data }) => ({ state: 'WITHDRAWN', endedOn: data.on })),
    ErasureCarriedOut: changed((_row, { data }) => ({ state: 'CARRIED_OUT', endedOn: data.on })),
    ErasureCertified: changed((_row, { data: { certificateNo, keyDestroyed, keysDestroyed = [] } }) => ({
      ...{ state: 'CERTIFIED', certificateNo, keyDestroyed, keysDestroyed },
    })),
  },
});
