import type { Json } from '@kernel/json';
import { streamName, type RecordedEvent } from '../event-store';

/** Form of a seal and of what is signed. Another form is another name beside this one; `v1` never changes. */
export const SEAL_FORM = 'v1';

export const SEAL_CATEGORY = 'seal';

/** Seals and the history of their keys stand in one stream, so that its order says which key was in force. */
export const SEAL_STREAM = streamName(SEAL_CATEGORY, 'log');

/** The word of somebody else for the time of a seal, apart from the seals: whoever looks at those alone needs none of it. */
export const timestampStream = (number: number): string =>
  streamName(SEAL_CATEGORY, `timestamp-${String(number)}`);

/** What the first seal follows. */
export const NO_SEAL = '0'.repeat(64);

/**
 * The first `treeSize` events of the log, in its order, as they stood when the seal was made: every event is a leaf, seals
 * and key events as well. A seal is no leaf of its own tree but one of the next.
 */
export interface SealStatement {
  readonly form: string;
  /** 1 for the first. */
  readonly number: number;
  readonly treeSize: number;
  /** Of them since the seal before. */
  readonly count: number;
  /** RFC 6962, section 2.1, over the hashes of the events. */
  readonly root: string;
  /** Roots of the perfect trees it consists of, largest first: from here the tree can be continued. */
  readonly frontier: readonly string[];
  /** The last event it covers; where that stands, the seal's tree ends, on whatever engine. */
  readonly last: { readonly stream: string; readonly revision: number; readonly hash: string };
  /** SHA-256 of what was signed in the seal before. */
  readonly previousSeal: string;
  /** ISO 8601 in UTC. */
  readonly sealedAt: string;
  readonly keyId: string;
}

export interface Seal extends SealStatement {
  /** Ed25519, base64url. */
  readonly signature: string;
}

/** A new key, proved by its own signature and endorsed by the one it takes the place of. */
export interface KeyIntroduction {
  /** 1 for the first. */
  readonly number: number;
  /** SHA-256 of the 32 bytes of the public key: its fingerprint. */
  readonly keyId: string;
  readonly algorithm: string;
  /** 32 bytes, base64url. */
  readonly publicKey: string;
  readonly introducedAt: string;
  readonly previousKeyId: string | null;
  readonly proof: string;
  /** Null for the first key, and where the one before is not to be trusted any more. */
  readonly endorsement: string | null;
}

/**
 * From `since` on somebody else may have signed with the key. It counts with the introduction that follows it and not by
 * itself: else whoever can append could take any key out of force.
 */
export interface KeyCompromise {
  readonly keyId: string;
  readonly since: string;
  readonly reportedAt: string;
  /** The key that follows, and its signature: only where it was reported before there were none. */
  readonly nextKeyId?: string;
  readonly signature?: string;
}

/** An authority that the county does not rule over has seen the seal by then (RFC 3161). */
export interface SealTimestamp {
  /** Of the seal. */
  readonly number: number;
  /** SHA-256 of what was signed in the seal: what was stamped. */
  readonly digest: string;
  /** ISO 8601 in UTC. */
  readonly stampedAt: string;
  /** DER in base64. */
  readonly token: string;
}

export const sealEvents = {
  LogSealed: 1,
  SealKeyIntroduced: 1,
  SealKeyCompromised: 1,
  SealTimestamped: 1,
} as const;

export type SealEventType = keyof typeof sealEvents;

export const sealOf = (event: Pick<RecordedEvent, 'data'>): Seal => event.data as unknown as Seal;

export const asData = (fact: object): { readonly [key: string]: Json } =>
  fact as { readonly [key: string]: Json };
