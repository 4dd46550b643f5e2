import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { auditReadEvents, type AuditReadEvent } from './events';

/** One question; null until it is on record. */
export interface AuditRead {
  readonly scope: DivisionCode | null;
}

export const auditRead: Aggregate<AuditRead, AuditReadEvent> = {
  category: 'auditRead',
  initial: { scope: null },
  evolve: (_before, { data }) => ({ scope: data.scope }),
  events: auditReadEvents,
  scope: ({ scope }) => scope,
};
