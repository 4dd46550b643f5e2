import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { put, type Documents, type Projector } from '@projection/projector';
import { metadataText } from '@event-store/event-store';
import type { Recorded } from '@projection/fold';
import type { Document, Write } from '@read-store/read-store';
import type { ParameterEvent, ParameterTerms } from './events';
import type { KnownEntry } from './known';
import type { ProposalState } from './state';

/** Every value one key ever had, in the order of knowing; `id` is the key. */
export type ParameterRow = Document & { readonly entries: readonly KnownEntry[] };

/** A value that was proposed; `id` is that of the entry it is to become. */
export type ProposalRow = Document &
  ParameterTerms & {
    readonly division: string;
    readonly state: ProposalState;
    readonly proposedBy: string;
    readonly proposedOn: CalendarDate;
    readonly reason: string | null;
    readonly decidedBy: string | null;
    readonly decidedOn: CalendarDate | null;
    /** Why it was refused or withdrawn. */
    readonly decisionReason: string | null;
  };

export const PARAMETERS = 'parameters';
export const PROPOSALS = 'parameter-proposals';

type Happened = Recorded<ParameterEvent>;

export const parameterRegister: Projector = {
  name: 'parameter',
  version: 2,
  categories: ['parameter'],
  bitemporal: [PARAMETERS],
  collections: {
    [PARAMETERS]: { indexes: [] },
    [PROPOSALS]: {
      indexes: [
        { fields: ['division', 'proposedOn'] },
        { fields: ['state', 'proposedOn'] },
        { fields: ['key', 'proposedOn'] },
      ],
    },
  },
  needs: ({ data }) => [
    { collection: PARAMETERS, id: data['key'] as string },
    { collection: PROPOSALS, id: data['entryId'] as string },
  ],
  project: (event, documents) => project(event as Happened, documents),
};

const project = (event: Happened, documents: Documents): readonly Write[] => {
  switch (event.type) {
    case 'PolicyParameterProposed':
      return [put(PROPOSALS, proposed(event))];
    case 'PolicyParameterProposalRefused':
      return decided(event, documents, { state: 'REFUSED', decidedBy: event.data.refusedBy });
    case 'PolicyParameterProposalWithdrawn':
      return decided(event, documents, { state: 'WITHDRAWN', decidedBy: event.data.withdrawnBy });
    case 'PolicyParameterSet':
    case 'PolicyParameterSuperseded': {
      const approval = { state: 'APPROVED', decidedBy: event.data.approvedBy } as const;
      return [put(PARAMETERS, adopted(event, documents)), ...decided(event, documents, approval)];
    }
  }
};

const dayOf = (event: Happened): CalendarDate => recordedDate(metadataText(event, 'recordedAt'));

const proposed = (event: Extract<Happened, { type: 'PolicyParameterProposed' }>): ProposalRow => ({
  ...event.data,
  ...{ id: event.data.entryId, division: event.data.scope, state: 'DRAFT', proposedOn: dayOf(event) },
  ...{ decidedBy: null, decidedOn: null, decisionReason: null },
});

/** A value from before there were proposals had none. */
const decided = (
  event: Happened,
  documents: Documents,
  decision: Pick<ProposalRow, 'state' | 'decidedBy'>,
): readonly Write[] => {
  const row = documents.get<ProposalRow>(PROPOSALS, event.data.entryId);
  if (row === undefined) return [];
  const decisionReason = (event.metadata['reason'] ?? null) as string | null;
  return [put(PROPOSALS, { ...row, ...decision, decidedOn: dayOf(event), decisionReason })];
};

const adopted = (
  event: Extract<Happened, { type: 'PolicyParameterSet' | 'PolicyParameterSuperseded' }>,
  documents: Documents,
): ParameterRow => {
  const id = event.data.key;
  const entries = documents.get<ParameterRow>(PARAMETERS, id)?.entries ?? [];
  const replaces = event.type === 'PolicyParameterSuperseded' ? event.data.replaces : null;
  const known = { ...event.data, replaces, recordedAt: metadataText(event, 'recordedAt') };
  return { id, entries: [...entries, known] };
};
