import { claimEvents } from '@command/claims';
import { dateInShanghai } from '@kernel/calendar-date';
import { fold } from '@kernel/decider';
import { isDivisionCode, type DivisionCode } from '@kernel/division-code';
import type { Recipient } from '@kernel/evidence';
import { streamName, type RecordedEvent } from '@event-store/event-store';
import type { Shown } from '@event-store/evidence/package-form';
import { COVERED } from '@query/confined';
import { MASKED_FIELDS, maskItemsIn } from '@registry/parameter/mask-rules';
import { parameter, parameterId } from '@registry/parameter/state';
import type { County } from '../county';
import { PUBLIC_FIELDS } from './public-fields';

/** What a recipient sees of things of a place; of what belongs to none the place is null. */
export interface Eyes {
  readonly recipient: Recipient;
  readonly event: (event: RecordedEvent) => Shown;
  /** A text of JSON without what the recipient does not see. */
  readonly text: (value: unknown, place?: DivisionCode | null) => string;
}

/** Personal data under somebody's key, see libs/privacy/vault.ts. */
const SEALED = /^v1(?:\.[\w-]+){4}$/;

/** Of those who sign in, whatever a place decides: from where they come, and with what a number was hashed. */
const NEVER_SHOWN: readonly string[] = ['address', 'addresses', 'lookUpKey'];

/** Where it stands what a place masks, and which day it is. */
export type Sight = Pick<County, 'store' | 'upcast' | 'clock'>;

/** Fields that are masked in a place. */
type Masks = (place: DivisionCode | null) => ReadonlySet<string>;

/**
 * AUDITOR: every event as it is stored. SUPERVISOR: the same without what is sealed, what `privacy.maskRules` names in the
 * place of the event, what says from where somebody signs in, and the claims of numbers by their hashes. PUBLIC: what {@link PUBLIC_FIELDS} names, and of that
 * nothing which is masked.
 */
export const eyesOf = async (county: Sight, recipient: Recipient): Promise<Eyes> => {
  const masks = await masksIn(county);
  const masked = (value: unknown, place: DivisionCode | null): string => maskedText(value, masks(place));
  switch (recipient) {
    case 'AUDITOR':
      return { recipient, event: () => ({ as: 'WHOLE' }), text: (value) => maskedText(value, new Set()) };
    case 'SUPERVISOR':
      return { recipient, event: (event) => forSupervisor(event, masked), text: textBy(masked) };
    case 'PUBLIC':
      return { recipient, event: (event) => forPublic(event, masked), text: textBy(masked) };
  }
};

type Masked = (value: unknown, place: DivisionCode | null) => string;

const textBy =
  (masked: Masked): Eyes['text'] =>
  (value, place = null) =>
    masked(value, place);

const masksIn = async ({ store, upcast, clock }: Sight): Promise<Masks> => {
  const events = await store.readStream(streamName(parameter.category, parameterId('privacy.maskRules')));
  const { entries } = fold(parameter, events.map(upcast) as never);
  const today = dateInShanghai(clock.now());
  return (place) =>
    new Set([...NEVER_SHOWN, ...maskItemsIn(entries, place, today).flatMap((item) => MASKED_FIELDS[item])]);
};

const maskedText = (value: unknown, fields: ReadonlySet<string>): string =>
  JSON.stringify(value, (field, part: unknown) =>
    (fields.has(field) && part !== null) || (typeof part === 'string' && SEALED.test(part)) ? COVERED : part,
  );

const placeOf = ({ metadata: { division } }: RecordedEvent): DivisionCode | null =>
  isDivisionCode(division) ? division : null;

type Data = RecordedEvent['data'];

const forSupervisor = (event: RecordedEvent, masked: Masked): Shown => {
  if (event.type in claimEvents) return { as: 'WITHHELD' };
  const text = masked(event.data, placeOf(event));
  if (text === JSON.stringify(event.data)) return { as: 'WHOLE' };
  const { type, metadata } = event;
  return { as: 'MASKED', content: { type, metadata, data: JSON.parse(text) as Data }, isPlaced: true };
};

const forPublic = (event: RecordedEvent, masked: Masked): Shown => {
  const { type, metadata } = event;
  const fields = Object.hasOwn(PUBLIC_FIELDS, type) ? PUBLIC_FIELDS[type] : undefined;
  if (fields === undefined) return { as: 'WITHHELD' };
  const data = JSON.parse(masked(picked(event.data, fields), placeOf(event))) as Data;
  return { as: 'MASKED', content: { type, data, metadata: dayOf(metadata) }, isPlaced: false };
};

/** What a list of fields names of something, and nothing else. */
export const picked = (of: object, fields: readonly string[]): Data =>
  Object.fromEntries(Object.entries(of).filter(([field]) => fields.includes(field)));

const dayOf = ({ effectiveDate }: RecordedEvent['metadata']): Data =>
  effectiveDate === undefined ? {} : { effectiveDate };
