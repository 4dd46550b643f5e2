import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { Recipient, SubjectKind } from '@kernel/evidence';
import { metadataText } from '@event-store/event-store';
import { register, type Own, type Recorded, type Registered } from '@projection/fold';
import type { EvidencePackageEvent, FailureCode } from './events';
import type { EvidencePackagePhase } from './state';

/** Somebody fetched the file. */
export type Taking = {
  readonly by: string;
  readonly role: string;
  readonly post: string | null;
  readonly at: string;
  readonly sha256: string;
};

export type EvidencePackageRow = Registered & {
  /** Where whoever asked acts: nothing from outside is packed. */
  readonly division: string;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly recipient: Recipient;
  readonly purpose: string | null;
  readonly requestedBy: string;
  readonly role: string;
  readonly post: string | null;
  readonly requestedAt: string;
  readonly day: CalendarDate;
  readonly state: EvidencePackagePhase;
  /** Of the file that was made last. */
  readonly sha256: string | null;
  readonly code: string | null;
  readonly expiresAt: string | null;
  readonly failure: FailureCode | null;
  readonly takings: readonly Taking[];
  readonly takers: readonly string[];
};

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Who asked, or took away, and in which post. */
const personIn = (event: Pick<Recorded<EvidencePackageEvent>, 'metadata' | 'id'>) => ({
  role: metadataText(event, 'role'),
  post: textOrNull(event.metadata['post']),
});

const known = (row: EvidencePackageRow | undefined, changed: object): Own<EvidencePackageRow> | null =>
  row === undefined ? null : { ...row, ...changed };

/** Every package that was asked for: by whom, about what, for whom and what for, what became of it, and who took it away. */
export const evidencePackages = register<EvidencePackageEvent, EvidencePackageRow>({
  name: 'evidence-package',
  version: 2,
  categories: ['evidencePackage'],
  collection: 'evidence-packages',
  indexes: [
    { fields: ['division', 'requestedAt'] },
    { fields: ['requestedBy', 'requestedAt'] },
    { fields: ['name', 'requestedAt'] },
    { fields: ['state', 'requestedAt'] },
    { fields: ['takers', 'requestedAt'] },
  ],
  arrays: ['takers'],
  on: {
    EvidencePackageRequested: (_none, event) => {
      const { kind, name, recipient, purpose, scope: division, requestedBy } = event.data;
      const requestedAt = metadataText(event, 'recordedAt');
      return {
        ...{ division, kind, name, recipient, purpose, requestedBy, ...personIn(event) },
        ...{ requestedAt, day: recordedDate(requestedAt), state: 'QUEUED', sha256: null, code: null },
        ...{ expiresAt: null, failure: null, takings: [], takers: [] },
      };
    },
    EvidencePackageBegun: (row) => known(row, { state: 'RUNNING' }),
    EvidencePackageMade: (row, { data: { sha256, code, expiresAt } }) =>
      known(row, { state: 'DONE', failure: null, sha256, code, expiresAt }),
    EvidencePackageFailed: (row, { data: { code } }) => known(row, { state: 'FAILED', failure: code }),
    EvidencePackageTakenAway: (row, event) => {
      const { sha256, takenBy: by } = event.data;
      const taking = { by, ...personIn(event), at: metadataText(event, 'recordedAt'), sha256 };
      const { takings = [], takers = [] } = row ?? {};
      return known(row, { takings: [...takings, taking], takers: [...new Set([...takers, by])] });
    },
  },
});
