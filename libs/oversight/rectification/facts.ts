import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { Circumstances } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Lookup } from '@command/lookup';
import { agreement } from '@linkage/agreement/state';
import { registeredEntity } from '@registry/entity/facts';
import { parameterInForce } from '@registry/parameter/facts';
import { evaluation } from '../evaluation/state';
import type { OrderRectification } from './commands';

export { entityVillage } from '@registry/entity/facts';

export interface AgreementKnown {
  readonly id: string;
  readonly entityId: string;
  readonly phase: string;
}

export interface EvaluationKnown {
  readonly entityId: string;
  readonly result: string | null;
}

export interface OrderFacts {
  readonly villageCode: DivisionCode;
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
  return {
    villageCode,
    agreements: await Promise.all(command.agreementIds.map((id) => agreementKnown(id, lookup))),
    evaluation: await evaluationKnown(command, lookup),
    dueDate: command.dueDate ?? (await usualDueDate(villageCode, circumstances.effectiveDate, lookup)),
  };
};

const agreementKnown = async (id: string, lookup: Lookup): Promise<AgreementKnown> => {
  const { entityId, phase } = (await lookup.load(agreement, id)).state;
  return { id, entityId, phase };
};

const evaluationKnown = async (
  { source, sourceId }: OrderRectification,
  lookup: Lookup,
): Promise<EvaluationKnown | null> => {
  if (source !== 'EVALUATION' || sourceId === undefined) return null;
  const { entityId, result } = (await lookup.load(evaluation, sourceId)).state;
  return { entityId, result };
};

const usualDueDate = async (
  division: DivisionCode,
  date: CalendarDate,
  lookup: Lookup,
): Promise<CalendarDate> => {
  const { value } = await parameterInForce(lookup, 'rectification.days', { division, date });
  return addDays(date, value as number);
};
