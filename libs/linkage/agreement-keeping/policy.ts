import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Intent, type Key, type Policy } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';
import { EndWithEntity, SucceedEntity } from '@linkage/agreement/commands';
import type { AgreementEvent, EndingWithEntity } from '@linkage/agreement/events';

const PAPERS = 'agreement-entity';
const ENTITIES = 'entity-agreements';

type Paper = Document & { readonly entityId: string };
/** Agreements of an entity that are drafted, signed or in force. */
type Open = Document & { readonly open: readonly string[] };

type Own = Recorded<AgreementEvent>;

const entityOf = (event: Own, documents: Documents): string | null => {
  if (event.type === 'AgreementDrafted') return event.data.entityId;
  const key = idOf(event.stream);
  return documents.known<Paper>(PAPERS, key)?.entityId ?? null;
};

const successorIn = (event: Own): readonly string[] =>
  event.type === 'AgreementEntitySucceeded' ? [event.data.successorId] : [];

const needs = (event: RecordedEvent, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  if (categoryOf(event.stream) === 'entity') return [{ collection: ENTITIES, id }];
  const entityId = entityOf(event as Own, documents);
  const entityIds = entityId === null ? [] : [entityId, ...successorIn(event as Own)];
  return [{ collection: PAPERS, id }, ...entityIds.map((one) => ({ collection: ENTITIES, id: one }))];
};

const openOf = (entityId: string, documents: Documents): readonly string[] =>
  documents.get<Open>(ENTITIES, entityId)?.open ?? [];

const OVER: readonly Own['type'][] = ['AgreementTerminated', 'AgreementExpired', 'AgreementDraftWithdrawn'];

const project: Policy['project'] = (event, documents) => {
  // What it has is another's, or falls: nothing is left to end where it is struck off.
  if (event.type === 'EntityMerged') return [put(ENTITIES, { id: idOf(event.stream), open: [] })];
  const own = event as Own;
  const entityId = categoryOf(event.stream) === 'agreement' ? entityOf(own, documents) : null;
  if (entityId === null) return [];
  const id = idOf(event.stream);
  const others = openOf(entityId, documents).filter((other) => other !== id);
  if (own.type === 'AgreementEntitySucceeded') {
    const { successorId } = own.data;
    const open = [...openOf(successorId, documents).filter((other) => other !== id), id];
    return [
      put(PAPERS, { id, entityId: successorId }),
      ...[put(ENTITIES, { id: entityId, open: others }), put(ENTITIES, { id: successorId, open })],
    ];
  }
  const open = OVER.includes(own.type) ? others : [...others, id];
  return [put(PAPERS, { id, entityId }), put(ENTITIES, { id: entityId, open })];
};

interface End {
  readonly cause: EndingWithEntity;
  readonly decisionNo: string;
  readonly reason: string;
}

const endOf = ({ type, data }: Recorded<EntityEvent>): End | null => {
  if (type === 'EligibilityRevoked')
    return { cause: 'ENTITY_REVOKED', decisionNo: data.decisionNo, reason: '主体资格已取消' };
  if (type === 'EntityDeregistered')
    return { cause: 'ENTITY_DEREGISTERED', decisionNo: data.registryDocument, reason: '主体已注销' };
  return null;
};

type Merged = Extract<EntityEvent, { readonly type: 'EntityMerged' }>['data'];

const succeeding = (entityId: string, { into: successorId, evaluatedThrough }: Merged): Intent['command'] =>
  Object.assign(new SucceedEntity(), {
    ...{ entityId, successorId },
    ...(evaluatedThrough == null ? {} : { evaluatedThrough }),
  });

/** What follows for each agreement of the entity, and why. */
const followed = (told: Recorded<EntityEvent>): Pick<Intent, 'command' | 'reason'> | null => {
  const entityId = idOf(told.stream);
  if (told.type === 'EntityMerged')
    return { command: succeeding(entityId, told.data), reason: '主体重复登记合并' };
  const end = endOf(told);
  if (end === null) return null;
  const { reason, ...asked } = end;
  return { command: Object.assign(new EndWithEntity(), asked), reason };
};

const react: Policy['react'] = (event, documents) => {
  const told = event as Recorded<EntityEvent>;
  const following = categoryOf(event.stream) === 'entity' ? followed(told) : null;
  if (following === null) return [];
  return openOf(idOf(event.stream), documents).map((id): Intent => ({
    ...{ ...following, id, effectiveDate: told.data.on },
  }));
};

/**
 * 4.3, R18, R42: no agreement outlives the place of its entity in the register, whatever stage it is in. What is concluded goes on with
 * the entity that another is merged into, before that is struck off.
 */
export const agreementKeeper: Policy = {
  name: 'agreement-keeper',
  version: 2,
  categories: ['agreement', 'entity'],
  sends: [EndWithEntity, SucceedEntity],
  collections: { [PAPERS]: { indexes: [] }, [ENTITIES]: { indexes: [] } },
  needs,
  project,
  react,
};
