import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Recipient, SubjectKind } from '@kernel/evidence';

/** REFUSED: there is nothing to prove. INTERRUPTED: whoever made it ended, again and again. INTERNAL: see the log of the server. */
export const FAILURE_CODES = ['REFUSED', 'INTERRUPTED', 'INTERNAL'] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** What was made: which log it proves, and the sums by which it is known again. */
export type Making = {
  /** Mark of the folder that it lies in. */
  readonly keeper: string;
  readonly madeAt: string;
  /** Number of the seal that it is held against, the code of its root, and of how many events of the log that is. */
  readonly seal: number;
  readonly code: string;
  readonly treeSize: number;
  readonly bytes: number;
  /** Of the ZIP, and of the manifest in it. */
  readonly sha256: string;
  readonly manifestSha256: string;
  /** Events that the recipient sees whole, in parts, and not at all. */
  readonly events: number;
  readonly masked: number;
  readonly withheld: number;
  /** From then on it is deleted. */
  readonly expiresAt: string;
};

/** One package of evidence: asked for, made, taken away. Who and in which post stands in the metadata, as with every event. */
export type EvidencePackageEvent =
  | Event<
      'EvidencePackageRequested',
      {
        kind: SubjectKind;
        /** An id, the code of a division, or a period. */
        name: string;
        recipient: Recipient;
        /** What for; null in what was recorded before it had to be said. */
        purpose: string | null;
        /** Only what happened inside is packed. */
        scope: DivisionCode;
        requestedBy: string;
      }
    >
  | Event<'EvidencePackageBegun', { keeper: string }>
  /** Again with other sums where it was made anew after something of its subject had happened. */
  | Event<'EvidencePackageMade', Making>
  | Event<'EvidencePackageFailed', { code: FailureCode; message: string }>
  | Event<'EvidencePackageTakenAway', { sha256: string; takenBy: string }>;

export const evidencePackageEvents: Readonly<Record<EvidencePackageEvent['type'], number>> = {
  EvidencePackageRequested: 1,
  EvidencePackageBegun: 1,
  EvidencePackageMade: 1,
  EvidencePackageFailed: 1,
  EvidencePackageTakenAway: 1,
};
