import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Recipient, SubjectKind } from '@kernel/evidence';
import { evidencePackageEvents, type EvidencePackageEvent, type FailureCode, type Making } from './events';

export type EvidencePackagePhase = 'ABSENT' | 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED';

export interface Request {
  readonly kind: SubjectKind;
  readonly name: string;
  readonly recipient: Recipient;
  readonly scope: DivisionCode;
}

export interface EvidencePackage {
  readonly phase: EvidencePackagePhase;
  readonly request: Request | null;
  /** How often somebody began to make it, and whoever did last. */
  readonly attempts: number;
  readonly keeper: string | null;
  readonly makings: readonly Making[];
  readonly failure: { readonly code: FailureCode; readonly message: string } | null;
}

const evolve = (known: EvidencePackage, event: EvidencePackageEvent): EvidencePackage => {
  switch (event.type) {
    case 'EvidencePackageRequested': {
      const { kind, name, recipient, scope } = event.data;
      return { ...known, phase: 'QUEUED', request: { kind, name, recipient, scope } };
    }
    case 'EvidencePackageBegun':
      return { ...known, phase: 'RUNNING', attempts: known.attempts + 1, keeper: event.data.keeper };
    case 'EvidencePackageMade':
      return { ...known, phase: 'DONE', makings: [...known.makings, event.data], failure: null };
    case 'EvidencePackageFailed':
      return { ...known, phase: 'FAILED', failure: event.data };
    case 'EvidencePackageTakenAway':
      return known;
  }
};

/** Somebody has to make it yet, or is about it. */
export const OPEN: readonly EvidencePackagePhase[] = ['QUEUED', 'RUNNING'];

export const isOpen = ({ phase }: Pick<EvidencePackage, 'phase'>): boolean => OPEN.includes(phase);

export const evidencePackage: Aggregate<EvidencePackage, EvidencePackageEvent> = {
  category: 'evidencePackage',
  initial: { phase: 'ABSENT', request: null, attempts: 0, keeper: null, makings: [], failure: null },
  evolve,
  events: evidencePackageEvents,
  scope: ({ request }) => request?.scope ?? null,
};
