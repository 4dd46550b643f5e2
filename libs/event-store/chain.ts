import { hash } from 'node:crypto';
import { canonical, canonicalString, isOrdered } from './canonical';
import { UnacceptableEvent, type Link, type Metadata, type RecordedEvent } from './event-store';

/** Version of the canonical form. Another form is another name beside this one; `v1` never changes. */
export const CHAIN = 'v1';

/** What the first event of a stream follows. */
export const GENESIS = '0'.repeat(64);

const LINK: readonly string[] = ['chain', 'previousHash', 'hash'] satisfies readonly (keyof Link)[];

/** The names in the metadata that belong to the chain and not to the writer. */
export const isLinkKey = (key: string): boolean => LINK.includes(key);

/** An event with the canonical text of its data and of the metadata its writer gave. */
export interface Canonical extends Pick<RecordedEvent, 'id' | 'stream' | 'revision' | 'type'> {
  readonly data: string;
  readonly metadata: string;
}

/** The text whose UTF-8 is hashed: the canonical form of `{ data, id, metadata, revision, stream, type, v }`. */
export const canonicalEvent = ({ data, id, metadata, revision, stream, type }: Canonical): string =>
  `{"data":${data},"id":${canonicalString(id, 'id')},"metadata":${metadata},"revision":${String(revision)}` +
  `,"stream":${canonicalString(stream, 'stream')},"type":${canonicalString(type, 'type')},"v":"${CHAIN}"}`;

/** SHA-256 over the 64 hexadecimal digits of the hash before and the canonical text. */
export const chainHash = (previousHash: string, event: Canonical): string =>
  hash('sha256', previousHash + canonicalEvent(event), 'hex');

/** The event as it was hashed: without its place in the log and without its link. */
export const canonicalOf = ({ id, stream, revision, type, data, metadata }: RecordedEvent): Canonical => ({
  id,
  stream,
  revision,
  type,
  data: canonical(data, 'data'),
  metadata: canonical(unlinked(metadata), 'metadata'),
});

/** Whether its keys stand as they were hashed, as far as an engine lets it be seen: what is attested is not parsed for it. */
export const standsInOrder = (event: RecordedEvent): boolean =>
  event.attested !== undefined || (isOrdered(event.data) && isOrdered(unlinked(event.metadata)));

/** What the writer gave. */
export const unlinked = ({
  chain: _chain,
  previousHash: _previous,
  hash: _hash,
  ...given
}: Metadata): Metadata => given;

/** Null where the metadata holds no link of a form this code knows. */
export const linkOf = (event: Pick<RecordedEvent, 'metadata' | 'attested'>): Link | null => {
  if (event.attested !== undefined) return event.attested;
  const { metadata } = event;
  const { chain, previousHash, hash: own } = metadata;
  if (chain !== CHAIN || typeof previousHash !== 'string' || typeof own !== 'string') return null;
  return { chain, previousHash, hash: own };
};

/** The hash the event should carry; null where its content is such that it can never have been accepted. */
export const hashAfter = (previousHash: string, event: RecordedEvent): string | null => {
  try {
    return chainHash(previousHash, canonicalOf(event));
  } catch (error) {
    if (error instanceof UnacceptableEvent) return null;
    throw error;
  }
};
