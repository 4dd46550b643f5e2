import { yearOf } from '@kernel/calendar-date';
import type { Industry } from '@kernel/linkage';
import type { Recorded } from '@projection/fold';
import type { Documents, Key } from '@projection/projector';
import type { Collections, Document, Write } from '@read-store/read-store';
import type { DistributionEvent } from '../distribution/events';
import type { HouseholdBindingEvent } from '../household-binding/events';
import {
  afterReclaim,
  reckonedLine,
  refundOf,
  unreckonedLine,
  withPayment,
  type PaidLine,
} from './paid-line';

export type Happened = Recorded<DistributionEvent | HouseholdBindingEvent>;
export type Happening<Type extends Happened['type']> = Extract<Happened, { readonly type: Type }>;

const BINDINGS = 'suggestion-bindings';
const INDUSTRIES = 'suggestion-industries';
const BENEFITS = 'suggestion-benefits';
const ENTITIES = 'suggestion-entities';
const LINES = 'suggestion-lines';

const BY_ID = { indexes: [] };
export const memory: Collections = {
  ...{ [BINDINGS]: BY_ID, [INDUSTRIES]: BY_ID, [BENEFITS]: BY_ID, [ENTITIES]: BY_ID, [LINES]: BY_ID },
};

type Bound = Document & {
  readonly householdId: string;
  readonly entityId: string;
  readonly industry: Industry;
};
type Benefit = Document & { readonly householdId: string; readonly year: number };

const bindingKey = ({ stream: id }: Happened): Key => ({ collection: BINDINGS, id });
const entityKey = ({ stream: id }: Happened): Key => ({ collection: ENTITIES, id });
const benefitKey = ({ stream, data }: Happening<'BenefitDelivered' | 'BenefitVoided'>): Key => ({
  ...{ collection: BENEFITS, id: `${stream}|${data.benefitId}` },
});
const lineKey = ({ stream }: Happened, householdId: string): Key => ({
  ...{ collection: LINES, id: `${stream}|${householdId}` },
});
const industriesKey = (householdId: string, entityId: string): Key => ({
  ...{ collection: INDUSTRIES, id: `${householdId}|${entityId}` },
});

const found = (documents: Documents, { collection, id }: Key): Document | undefined =>
  documents.known(collection, id);

export const boundIn = (documents: Documents, event: Happened): Bound | undefined =>
  found(documents, bindingKey(event)) as Bound | undefined;

export const benefitIn = (documents: Documents, voided: Happening<'BenefitVoided'>): Benefit | undefined =>
  found(documents, benefitKey(voided)) as Benefit | undefined;

export const lineIn = (documents: Documents, event: Happened, householdId: string): PaidLine => {
  const key = lineKey(event, householdId);
  return (found(documents, key) as PaidLine | undefined) ?? unreckonedLine(key.id);
};

const entityIn = (documents: Documents, event: Happened): string | undefined =>
  found(documents, entityKey(event))?.['entityId'] as string | undefined;

const industriesAt = (documents: Documents, key: Key): readonly Industry[] =>
  (found(documents, key)?.['industries'] ?? []) as readonly Industry[];

/** In which the household is or was bound to the entity that distributes. */
export const industriesIn = (
  documents: Documents,
  event: Happening<'DividendsPaid'>,
  householdId: string,
): readonly Industry[] => {
  const entityId = entityIn(documents, event);
  return entityId === undefined ? [] : industriesAt(documents, industriesKey(householdId, entityId));
};

/** What the memory keeps of an event, and the keys of what it must have seen to do so or to answer it. */
type Keeping<Event extends Happened> = {
  readonly needs?: (event: Event, documents: Documents) => readonly Key[];
  readonly writes?: (event: Event, documents: Documents) => readonly Write[];
};

const at = ({ collection, id }: Key, fields: object): Write => ({ collection, id, doc: { ...fields, id } });
const line = (paid: PaidLine): Write => at({ collection: LINES, id: paid.id }, paid);

const binding: Keeping<Happening<'HouseholdBindingProposed'>> = {
  writes: (event) => {
    const { householdId, entityId, industry } = event.data;
    return [at(bindingKey(event), { householdId, entityId, industry })];
  },
};

const industry: Keeping<Happening<'HouseholdBindingActivated'>> = {
  needs: (event, documents) => {
    const bound = boundIn(documents, event);
    return [
      bindingKey(event),
      ...(bound === undefined ? [] : [industriesKey(bound.householdId, bound.entityId)]),
    ];
  },
  writes: (event, documents) => {
    const bound = boundIn(documents, event);
    if (bound === undefined) return [];
    const key = industriesKey(bound.householdId, bound.entityId);
    return [at(key, { industries: [...new Set([...industriesAt(documents, key), bound.industry])] })];
  },
};

const benefit: Keeping<Happening<'BenefitDelivered'>> = {
  needs: (event) => [bindingKey(event)],
  writes: (event, documents) => {
    const householdId = boundIn(documents, event)?.householdId;
    return householdId === undefined
      ? []
      : [at(benefitKey(event), { householdId, year: yearOf(event.data.on) })];
  },
};

/** The industries only of whom a refund reaches. */
const payments: Keeping<Happening<'DividendsPaid'>> = {
  needs: (event, documents) => {
    const lines = event.data.paid.map(({ householdId }) => lineKey(event, householdId));
    const refunded = event.data.paid.filter(
      ({ householdId, amountFen }) => refundOf(lineIn(documents, event, householdId), amountFen) > 0,
    );
    if (refunded.length === 0) return lines;
    const entityId = entityIn(documents, event);
    if (entityId === undefined) return [...lines, entityKey(event)];
    const industries = refunded.map(({ householdId }) => industriesKey(householdId, entityId));
    return [...lines, entityKey(event), ...industries];
  },
  writes: (event, documents) => {
    const { batchNo, on, paid } = event.data;
    return paid.map(({ householdId, amountFen }) =>
      line(withPayment(lineIn(documents, event, householdId), { batchNo, on, amountFen })),
    );
  },
};

const reclaim: Keeping<Happening<'OverpaymentReclaimed'>> = {
  needs: (event) => [lineKey(event, event.data.householdId)],
  writes: (event, documents) => {
    const before = lineIn(documents, event, event.data.householdId);
    return [line({ ...before, payments: afterReclaim(before.payments, event.data.amountFen) })];
  },
};

/** The same parts for the household to which it passed, unless that has a line of its own. */
const passing: Keeping<Happening<'DividendLinePassed'>> = {
  needs: (event) => [event.data.householdId, event.data.successorId].map((id) => lineKey(event, id)),
  writes: (event, documents) => {
    const key = lineKey(event, event.data.successorId);
    if (found(documents, key) !== undefined) return [];
    return [line({ ...lineIn(documents, event, event.data.householdId), id: key.id, payments: [] })];
  },
};

const KEPT: { readonly [Type in Happened['type']]?: Keeping<Happening<Type>> } = {
  HouseholdBindingProposed: binding,
  HouseholdBindingActivated: industry,
  BenefitDelivered: benefit,
  BenefitVoided: { needs: (event) => [benefitKey(event)] },
  DistributionDeclared: { writes: (event) => [at(entityKey(event), { entityId: event.data.entityId })] },
  DistributionEntitySucceeded: {
    writes: (event) => [at(entityKey(event), { entityId: event.data.successorId })],
  },
  DividendLinesCalculated: {
    writes: (event) =>
      event.data.lines.map((reckoned) =>
        line(reckonedLine(lineKey(event, reckoned.householdId).id, reckoned)),
      ),
  },
  DividendsPaid: payments,
  OverpaymentReclaimed: reclaim,
  DividendLinePassed: passing,
};

const keeping = ({ type }: Happened): Keeping<Happened> | undefined =>
  KEPT[type] as Keeping<Happened> | undefined;

export const needs = (event: Happened, documents: Documents): readonly Key[] =>
  keeping(event)?.needs?.(event, documents) ?? [];

export const project = (event: Happened, documents: Documents): readonly Write[] =>
  keeping(event)?.writes?.(event, documents) ?? [];
