import type { CalendarDate } from '@kernel/calendar-date';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import type { AgreementEvent } from '@linkage/agreement/events';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Key, type Projector } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';

const LIST = 'revocations-due';
const PAPERS = 'revocation-agreements';
const ENTITIES = 'revocation-entities';

/** An agreement that was terminated after a failed rectification, and whether the revocation has followed. */
export type RevocationDueRow = Document & {
  /** Home village of the entity. */
  readonly division: string;
  readonly agreementId: string;
  readonly entityId: string;
  readonly rectificationId: string | null;
  /** Of the termination. */
  readonly decisionNo: string;
  readonly since: CalendarDate;
  readonly state: 'OPEN' | 'REVOKED' | 'DEREGISTERED';
  readonly settledOn: CalendarDate | null;
};

type Paper = Document & { readonly entityId: string; readonly division: string };
/** Agreements of the entity that wait for its revocation. */
type Waiting = Document & { readonly agreementIds: readonly string[] };
type OfAgreement = Recorded<AgreementEvent>;
type OfEntity = Recorded<EntityEvent>;

const isEntity = ({ stream }: RecordedEvent): boolean => categoryOf(stream) === 'entity';

const waitingOf = (documents: Documents, id: string): readonly string[] =>
  (documents.has(ENTITIES, id) ? documents.get<Waiting>(ENTITIES, id)?.agreementIds : null) ?? [];

const entityOf = (documents: Documents, id: string): string | undefined =>
  documents.has(PAPERS, id) ? documents.get<Paper>(PAPERS, id)?.entityId : undefined;

const needs = (event: RecordedEvent, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  if (isEntity(event)) {
    const rows = waitingOf(documents, id).map((row) => ({ collection: LIST, id: row }));
    return [{ collection: ENTITIES, id }, ...rows];
  }
  const entityId = entityOf(documents, id);
  return [
    { collection: PAPERS, id },
    ...(entityId === undefined ? [] : [{ collection: ENTITIES, id: entityId }]),
  ];
};

const opened = (event: OfAgreement, documents: Documents): readonly Write[] => {
  const id = idOf(event.stream);
  if (event.type === 'AgreementDrafted') {
    const { entityId, entityVillage: division } = event.data;
    return [put(PAPERS, { id, entityId, division })];
  }
  const paper = documents.get<Paper>(PAPERS, id);
  if (event.type !== 'AgreementTerminated' || paper === undefined) return [];
  const { cause, decisionNo, rectificationId, on: since } = event.data;
  if (cause !== 'RECTIFICATION_FAILED') return [];
  const { entityId, division } = paper;
  const row: RevocationDueRow = {
    ...{ id, agreementId: id, division, entityId, rectificationId, decisionNo, since },
    ...{ state: 'OPEN', settledOn: null },
  };
  const agreementIds = [...waitingOf(documents, entityId), id];
  return [put(LIST, row), put(ENTITIES, { id: entityId, agreementIds })];
};

const SETTLED: { readonly [Type in OfEntity['type']]?: RevocationDueRow['state'] } = {
  EligibilityRevoked: 'REVOKED',
  EntityDeregistered: 'DEREGISTERED',
};

const settled = ({ type, stream, data }: OfEntity, documents: Documents): readonly Write[] => {
  const state = SETTLED[type];
  if (state === undefined) return [];
  const id = idOf(stream);
  const rows = waitingOf(documents, id).flatMap((agreementId) => {
    const row = documents.get<RevocationDueRow>(LIST, agreementId);
    return row === undefined ? [] : [put(LIST, { ...row, state, settledOn: data.on })];
  });
  return rows.length === 0 ? [] : [...rows, put(ENTITIES, { id, agreementIds: [] })];
};

/** R18: 「解除协议，取消资格」: what was terminated, and where the county has not said yet what follows for the entity. */
export const revocationDue: Projector = {
  name: 'revocation-due',
  version: 1,
  categories: ['agreement', 'entity'],
  collections: {
    [LIST]: {
      indexes: [
        { fields: ['division', 'since'] },
        { fields: ['state', 'since'] },
        { fields: ['entityId', 'since'] },
      ],
    },
    [PAPERS]: { indexes: [] },
    [ENTITIES]: { indexes: [] },
  },
  needs,
  project: (event, documents) =>
    isEntity(event) ? settled(event as OfEntity, documents) : opened(event as OfAgreement, documents),
};
