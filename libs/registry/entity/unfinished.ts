import type { CalendarDate } from '@kernel/calendar-date';
import type { Fault } from '@kernel/fault';
import { requireAll, unmet } from '@kernel/refusal';
import type { Entity } from './state';

/** What is under way with an entity, as its agreements, rectifications and evaluations themselves say. */
export interface Unfinished {
  /** Agreements in force. */
  readonly inForce: readonly string[];
  /** Agreements of which a paper that would change or end them waits for signatures. */
  readonly beingSigned: readonly string[];
  /** Rectifications that are ordered, and neither closed nor failed. */
  readonly orders: readonly string[];
  /** Years whose evaluation is scored while its result, or what follows from it, is awaited. */
  readonly judgedYears: readonly number[];
  /** Years whose evaluation is planned, scored or not, while its result, or what follows from it, is awaited. */
  readonly openYears: readonly number[];
  /** Last year of which an evaluation has a result; null where there is none. */
  readonly evaluatedThrough: number | null;
  /** Rectifications of agreements that have failed. */
  readonly failed: readonly { readonly rectificationId: string; readonly on: CalendarDate }[];
}

export interface UnfinishedFacts {
  readonly unfinished: Unfinished;
}

/** What failed before the entity was restored has been atoned for. */
export const isAtonedFor = (failedOn: CalendarDate, { restoredOn }: Entity): boolean =>
  restoredOn !== null && failedOn <= restoredOn;

/** R18: neither a rectification nor a result that is awaited, nor the revocation that a failure leads to, is escaped by leaving the register. */
const judgedFaults = (
  entity: Entity,
  { unfinished }: UnfinishedFacts,
  years: readonly number[],
): readonly Fault[] => {
  const { orders: rectificationIds } = unfinished;
  const failed = unfinished.failed.filter(({ on }) => !isAtonedFor(on, entity));
  return [
    rectificationIds.length > 0 && unmet('ENTITY_UNDER_RECTIFICATION', { rectificationIds }),
    years.length > 0 && unmet('ENTITY_UNDER_EVALUATION', { years }),
    failed.length > 0 &&
      unmet('ENTITY_REVOCATION_DUE', { rectificationIds: failed.map((one) => one.rectificationId) }),
  ];
};

/**
 * Whoever leaves the register leaves it with nothing open: an agreement is ended first, so that what is owed is settled by somebody.
 * Of one that is revoked nothing more is to come.
 */
export const requireFinished = (entity: Entity, facts: UnfinishedFacts): void => {
  if (entity.phase === 'REVOKED') return;
  const { inForce: agreementIds, judgedYears } = facts.unfinished;
  requireAll(
    agreementIds.length > 0 && unmet('ENTITY_HAS_AGREEMENTS_IN_FORCE', { agreementIds }),
    ...judgedFaults(entity, facts, judgedYears),
  );
};

/** What a duplicate has passes to the one that stays, but for what is being signed or judged under its own name: that is settled first. */
export const requireSettled = (entity: Entity, facts: UnfinishedFacts): void => {
  const { beingSigned: agreementIds, openYears } = facts.unfinished;
  requireAll(
    agreementIds.length > 0 && unmet('ENTITY_PAPER_WAITS', { agreementIds }),
    ...judgedFaults(entity, facts, openYears),
  );
};
