import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Intent, type Key, type Policy } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';
import { EndWithEntity } from '@linkage/agreement/commands';
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
  return (documents.has(PAPERS, key) ? documents.get<Paper>(PAPERS, key)?.entityId : null) ?? null;
};

const needs = (event: RecordedEvent, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  if (categoryOf(event.stream) === 'entity') return [{ collection: ENTITIES, id }];
  const entityId = entityOf(event as Own, documents);
  return [{ collection: PAPERS, id }, ...(entityId === null ? [] : [{ collection: ENTITIES, id: entityId }])];
};

const OVER: readonly Own['type'][] = ['AgreementTerminated', 'AgreementExpired', 'AgreementDraftWithdrawn'];

const project: Policy['project'] = (event, documents) => {
  const own = event as Own;
  const entityId = categoryOf(event.stream) === 'agreement' ? entityOf(own, documents) : null;
  if (entityId === null) return [];
  const id = idOf(event.stream);
  const others = (documents.get<Open>(ENTITIES, entityId)?.open ?? []).filter((other) => other !== id);
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

const react: Policy['react'] = (event, documents) => {
  const told = event as Recorded<EntityEvent>;
  const end = categoryOf(event.stream) === 'entity' ? endOf(told) : null;
  if (end === null) return [];
  const { reason, ...asked } = end;
  const open = documents.get<Open>(ENTITIES, idOf(event.stream))?.open ?? [];
  return open.map((id): Intent => ({
    command: Object.assign(new EndWithEntity(), asked),
    ...{ id, effectiveDate: told.data.on, reason },
  }));
};

/** 4.3, R18, R42: no agreement outlives the place of its entity in the register, whatever stage it is in. */
export const agreementKeeper: Policy = {
  name: 'agreement-keeper',
  version: 1,
  categories: ['agreement', 'entity'],
  sends: [EndWithEntity],
  collections: { [PAPERS]: { indexes: [] }, [ENTITIES]: { indexes: [] } },
  needs,
  project,
  react,
};
