import { claimEvents } from '@command/claims';
import type { Recipient } from '@kernel/evidence';
import type { RecordedEvent } from '@event-store/event-store';
import type { Shown } from '@event-store/evidence/package-form';
import { COVERED } from '@query/confined';
import { HEALTH_FIELDS, INDEX_FIELDS } from '@registry/household/events';
import { PUBLIC_FIELDS } from './public-fields';

/** What a recipient sees. */
export interface Eyes {
  readonly recipient: Recipient;
  readonly event: (event: RecordedEvent) => Shown;
  /** A text of JSON without what the recipient does not see. */
  readonly text: (value: unknown) => string;
}

/** Personal data under somebody's key, see libs/privacy/vault.ts. */
const SEALED = /^v1(?:\.[\w-]+){4}$/;

/** From where somebody signs in, what tells of health, and what a number could be tried against: whatever a place decides. */
const NEVER_SHOWN: ReadonlySet<string> = new Set(['address', 'addresses', ...HEALTH_FIELDS, ...INDEX_FIELDS]);

/**
 * AUDITOR: every event as it is stored. SUPERVISOR: the same without what is sealed or {@link NEVER_SHOWN}, and without the claims
 * of numbers by their hashes. PUBLIC: what {@link PUBLIC_FIELDS} names, and of that nothing which is masked.
 */
export const eyesOf = (recipient: Recipient): Eyes => {
  switch (recipient) {
    case 'AUDITOR':
      return { recipient, event: () => ({ as: 'WHOLE' }), text: (value) => maskedText(value, new Set()) };
    case 'SUPERVISOR':
      return { recipient, event: forSupervisor, text: masked };
    case 'PUBLIC':
      return { recipient, event: forPublic, text: masked };
  }
};

const masked = (value: unknown): string => maskedText(value, NEVER_SHOWN);

const maskedText = (value: unknown, fields: ReadonlySet<string>): string =>
  JSON.stringify(value, (field, part: unknown) =>
    (fields.has(field) && part !== null) || (typeof part === 'string' && SEALED.test(part)) ? COVERED : part,
  );

type Data = RecordedEvent['data'];

const forSupervisor = (event: RecordedEvent): Shown => {
  if (event.type in claimEvents) return { as: 'WITHHELD' };
  const text = masked(event.data);
  if (text === JSON.stringify(event.data)) return { as: 'WHOLE' };
  const { type, metadata } = event;
  return { as: 'MASKED', content: { type, metadata, data: JSON.parse(text) as Data }, isPlaced: true };
};

const forPublic = (event: RecordedEvent): Shown => {
  const { type, metadata } = event;
  const fields = Object.hasOwn(PUBLIC_FIELDS, type) ? PUBLIC_FIELDS[type] : undefined;
  if (fields === undefined) return { as: 'WITHHELD' };
  const data = JSON.parse(masked(picked(event.data, fields))) as Data;
  return { as: 'MASKED', content: { type, data, metadata: dayOf(metadata) }, isPlaced: false };
};

/** What a list of fields names of something, and nothing else. */
export const picked = (of: object, fields: readonly string[]): Data =>
  Object.fromEntries(Object.entries(of).filter(([field]) => fields.includes(field)));

const dayOf = ({ effectiveDate }: RecordedEvent['metadata']): Data =>
  effectiveDate === undefined ? {} : { effectiveDate };
