import type { Aggregate, Event } from '@kernel/decider';
import type { Sealed, Clear } from '@privacy/vault';

/** A key that only one aggregate may hold, such as the fingerprint of a document number. */
export interface Claim {
  readonly kind: string;
  readonly key: string;
}

export interface Loaded<S> {
  readonly exists: boolean;
  readonly state: S;
  /** -1 where the stream does not exist. */
  readonly revision: number;
}

/** What a rule may ask of the world outside its stream, at decision time and from the log itself, never from a view. */
export interface Lookup {
  load<S, E extends Event>(aggregate: Aggregate<S, E>, id: string): Promise<Loaded<S>>;
  /** Id of the aggregate of this category that holds the key, null where nobody does. */
  holderOf(claim: Claim, category: string): Promise<string | null>;
  /** Encrypts personal data under the subject's own key, so that events hold ciphertext only. */
  seal(subject: string, clear: Clear): Promise<Sealed>;
  /** Name of the subject's data key as it stands in what was sealed; null where there is none. */
  dataKeyOf(subject: string): Promise<string | null>;
  /** Keyed hash to find and compare a document or phone number without keeping it. */
  fingerprint(kind: string, text: string): Promise<string>;
}
