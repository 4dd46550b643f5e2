import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate, Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { SuccessorMap } from '@kernel/succession';
import type { Fingerprint } from '@privacy/look-up-keys';
import type { Sealed, Clear } from '@privacy/vault';

/** A key that only one aggregate may hold, such as the fingerprint of a document number. */
export interface Claim {
  readonly kind: string;
  readonly key: string;
  /** More than one may hold it: nobody is asked before it is taken, and it only leads to those who do. */
  readonly shared?: true;
}

export interface Loaded<S> {
  readonly exists: boolean;
  readonly state: S;
  /** -1 where the stream does not exist. */
  readonly revision: number;
}

/** What a rule may ask of the world outside its stream, at decision time and from the log itself, never from a view. */
export interface Lookup {
  /** Nothing is written: what is told only where it is on record is not told. */
  readonly dryRun: boolean;
  load<S, E extends Event>(aggregate: Aggregate<S, E>, id: string): Promise<Loaded<S>>;
  /** Whether a division lies in another, by its code or by what has taken its place by today (3.4, 5). */
  liesIn(inner: DivisionCode, outer: DivisionCode): Promise<boolean>;
  /** Id of the aggregate of this category that holds the key, null where nobody does. */
  holderOf(claim: Claim, category: string): Promise<string | null>;
  /** Ids of everybody who ever took the key, each once; whether they still hold it their streams say. */
  takersOf(claim: Claim): Promise<readonly string[]>;
  /** Encrypts personal data under the subject's own key, so that events hold ciphertext only. */
  seal(subject: string, clear: Clear): Promise<Sealed>;
  /** Name of the subject's data key as it stands in what was sealed; null where there is none. */
  dataKeyOf(subject: string): Promise<string | null>;
  /** What was sealed for a subject, for a rule that makes something else of it; null for a field whose key is no more. */
  open(subject: string, sealed: Sealed): Promise<Readonly<Record<string, string | null>>>;
  /** Keyed hashes to find and compare a document or phone number without keeping it, under each key at hand. */
  fingerprints(kind: string, text: string): Promise<Fingerprints>;
  /** Keyed hash of a text that was asked with, under a key that stays. */
  trace(kind: string, text: string): Promise<string>;
}

/** Two while the key of look-ups is rotated: what is written down now is the newest. */
export type Fingerprints = readonly [newest: Fingerprint, ...before: Fingerprint[]];

/** What had taken the place of a code by a day, of what lies above it, and so on, from the log itself. */
export type SuccessorsFrom = (
  lookup: Pick<Lookup, 'load'>,
  code: DivisionCode,
  on: CalendarDate,
) => Promise<SuccessorMap>;
