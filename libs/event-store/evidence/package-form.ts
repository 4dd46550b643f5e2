import type { RecordedEvent } from '../event-store';

/** Form of a package; another form is another name beside this one. */
export const EVIDENCE_FORM = 'shuangbang-evidence/v2';

/** SUBJECT: of its own stream, place or time. NAMES_IT: its data name the subject. RULE: a parameter that figures rest on. */
export type Because = 'SUBJECT' | 'NAMES_IT' | 'RULE';

/** What there is to read of an event. */
export type Content = Pick<RecordedEvent, 'type' | 'data' | 'metadata'>;

/**
 * What the recipient sees of an event: all of it; parts of it, vouched for by the signature alone; or nothing but its hash.
 * One that is not whole says at which place of its stream it stands only where it `isPlaced`.
 */
export type Shown =
  | { readonly as: 'WHOLE' }
  | { readonly as: 'MASKED'; readonly content: Content; readonly isPlaced: boolean }
  | { readonly as: 'WITHHELD' };

export interface Packed {
  /** Place in the log, 0 for the first. */
  readonly index: number;
  readonly because: Because;
  readonly event: RecordedEvent;
  /** As the recipient sees it; null where it is withheld. */
  readonly content: Content | null;
}

/** What a package is about and for whom; null where the event does not belong to it. */
export interface Choice {
  readonly because: (event: RecordedEvent) => Because | null;
  readonly shown: (event: RecordedEvent) => Shown;
  /** Number of the seal to hold it against; the last where absent. */
  readonly seal?: number;
  /** Whether the recipient is told who wrote the seals and changed their keys, and why. */
  readonly showsSealers: boolean;
  /** Told of every event that is taken in, in the order of the log. */
  readonly onPacked: (packed: Packed) => void;
}

/** How many events a recipient sees whole, in parts, and not at all. */
export interface Counts {
  readonly events: number;
  readonly masked: number;
  readonly withheld: number;
}
