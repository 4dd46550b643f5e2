import type { CalendarDate } from '@kernel/calendar-date';
import { requireAll, unmet } from '@kernel/refusal';
import type { Entity } from './state';

/** What is under way with an entity, as its agreements, rectifications and evaluations themselves say. */
export interface Unfinished {
  /** Agreements in force. */
  readonly inForce: readonly string[];
  /** Rectifications that are ordered, and neither closed nor failed. */
  readonly orders: readonly string[];
  /** Years whose evaluation is scored while its result, or what follows from it, is awaited. */
  readonly judgedYears: readonly number[];
  /** Rectifications of agreements that have failed. */
  readonly failed: readonly { readonly rectificationId: string; readonly on: CalendarDate }[];
}

export interface UnfinishedFacts {
  readonly unfinished: Unfinished;
}

/** What failed before the entity was restored has been atoned for. */
export const isAtonedFor = (failedOn: CalendarDate, { restoredOn }: Entity): boolean =>
  restoredOn !== null && failedOn <= restoredOn;

/**
 * R18: whoever leaves the register leaves it with nothing open. An agreement is ended first, so that what is owed is settled by
 * somebody; and neither a rectification nor a result that is awaited, nor the revocation that a failure leads to, is escaped by being
 * struck off. Of one that is revoked nothing more is to come.
 */
export const requireFinished = (entity: Entity, { unfinished }: UnfinishedFacts): void => {
  if (entity.phase === 'REVOKED') return;
  const { inForce: agreementIds, orders: rectificationIds, judgedYears: years } = unfinished;
  const failed = unfinished.failed.filter(({ on }) => !isAtonedFor(on, entity));
  requireAll(
    agreementIds.length > 0 && unmet('ENTITY_HAS_AGREEMENTS_IN_FORCE', { agreementIds }),
    rectificationIds.length > 0 && unmet('ENTITY_UNDER_RECTIFICATION', { rectificationIds }),
    years.length > 0 && unmet('ENTITY_UNDER_EVALUATION', { years }),
    failed.length > 0 &&
      unmet('ENTITY_REVOCATION_DUE', { rectificationIds: failed.map((one) => one.rectificationId) }),
  );
};
