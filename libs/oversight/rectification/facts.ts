import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { Circumstances } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Claim, Lookup } from '@command/lookup';
import { agreement } from '@linkage/agreement/state';
import { rectificationOf, registeredEntity } from '@registry/entity/facts';
import { entity } from '@registry/entity/state';
import { parameterInForce } from '@registry/parameter/facts';
import { evaluation } from '../evaluation/state';
import type { OrderRectification } from './commands';
import type { Rectification } from './state';

export { entityVillage } from '@registry/entity/facts';

/** By which an order is found from its entity. */
export const entityClaims = ({ entityId }: Pick<OrderRectification, 'entityId'>): readonly Claim[] => [
  rectificationOf(entityId),
];

export interface AgreementKnown {
  readonly id: string;
  readonly entityId: string;
  readonly phase: string;
}

export interface EvaluationKnown {
  readonly entityId: string;
  readonly result: string | null;
  /** In force on any day of the year that it judges (R17), whatever has become of them since. */
  readonly agreementIds: readonly string[];
}

export interface OrderFacts {
  readonly villageCode: DivisionCode;
  /** Those that the evaluation judges, and those that the command names. */
  readonly agreements: readonly AgreementKnown[];
  /** Where the order comes from an evaluation. */
  readonly evaluation: EvaluationKnown | null;
  readonly dueDate: CalendarDate;
}

/** @throws Refusal ENTITY_UNKNOWN, PARAMETER_NOT_CONFIGURED */
export const orderFacts = async (
  { command, circumstances }: { readonly command: OrderRectification; readonly circumstances: Circumstances },
  lookup: Lookup,
): Promise<OrderFacts> => {
  const { villageCode } = await registeredEntity(lookup, command.entityId);
  const { source, sourceId = null } = command;
  const found = await evaluationKnown(source === 'EVALUATION' ? sourceId : null, lookup);
  const judged = found?.entityId === command.entityId ? found.agreementIds : [];
  const ids = [...new Set([...judged, ...command.agreementIds])];
  return {
    villageCode,
    agreements: await Promise.all(ids.map((id) => agreementKnown(id, lookup))),
    evaluation: found,
    dueDate: command.dueDate ?? (await usualDueDate(villageCode, circumstances.effectiveDate, lookup)),
  };
};

const agreementKnown = async (id: string, lookup: Lookup): Promise<AgreementKnown> => {
  const { entityId, phase } = (await lookup.load(agreement, id)).state;
  return { id, entityId, phase };
};

const evaluationKnown = async (id: string | null, lookup: Lookup): Promise<EvaluationKnown | null> => {
  if (id === null) return null;
  const { entityId, result, agreementIds } = (await lookup.load(evaluation, id)).state;
  return { entityId, result, agreementIds };
};

export interface FailureFacts {
  /** Agreements that the evaluation judges which the order comes from; none where it comes from elsewhere. */
  readonly judged: readonly string[];
}

export const failureFacts = async (
  { state }: { readonly state: Rectification },
  lookup: Lookup,
): Promise<FailureFacts> => ({
  judged: (await evaluationKnown(state.evaluationId, lookup))?.agreementIds ?? [],
});

export interface ConsequenceFacts {
  /** Agreements that were terminated because it failed. */
  readonly terminated: readonly string[];
  /** What the entity is now, and when it was restored last. */
  readonly isRevoked: boolean;
  readonly restoredOn: CalendarDate | null;
}

/** @throws Refusal ENTITY_UNKNOWN */
export const consequenceFacts = async (
  {
    state: { agreementIds, entityId },
    circumstances,
  }: { readonly state: Rectification; readonly circumstances: Circumstances },
  lookup: Lookup,
): Promise<ConsequenceFacts> => {
  const { phase, restoredOn } = await registeredEntity(lookup, entityId);
  const papers = await Promise.all(agreementIds.map((id) => lookup.load(agreement, id)));
  const isEnded = (_id: string, index: number) => papers[index]?.state.terminatedFor === circumstances.id;
  return { terminated: agreementIds.filter(isEnded), isRevoked: phase === 'REVOKED', restoredOn };
};

export interface ReopeningFacts {
  /** Which goes on in the place of the entity, where that stood in the register twice. */
  readonly mergedInto: string | null;
}

export const reopeningFacts = async (
  { state }: { readonly state: Rectification },
  lookup: Lookup,
): Promise<ReopeningFacts> => ({
  mergedInto: (await lookup.load(entity, state.entityId)).state.mergedInto,
});

const usualDueDate = async (
  division: DivisionCode,
  date: CalendarDate,
  lookup: Lookup,
): Promise<CalendarDate> => {
  const { value } = await parameterInForce(lookup, 'rectification.days', { division, date });
  return addDays(date, value as number);
};
