import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canonical } from '@event-store/canonical';
import { linkOf } from '@event-store/chain';
import { START, type EventStore, type RecordedEvent } from '@event-store/event-store';
import { EVIDENCE_FORM } from '@event-store/evidence/package-form';
import { Streams } from '@event-store/evidence/streams';
import { SEAL_STREAM, sealOf, type Seal } from '@event-store/sealing/events';
import { leafHash } from '@event-store/sealing/merkle';
import { Prover } from '@event-store/sealing/proofs';
import { signedText, type SigningKey } from '@event-store/sealing/signing';

export interface Verified {
  readonly faults: readonly string[];
  readonly found: object | null;
}

export interface Published {
  readonly codes: readonly string[];
  readonly keys: readonly string[];
}

const EVIDENCE = join(import.meta.dirname, '../../../libs/event-store/evidence');
const partNamed = (name: string): Promise<unknown> => import(pathToFileURL(join(EVIDENCE, name)).href);

/** What stands in every package in one file, as whoever distrusts the package keeps it. */
export const { verifyPackage } = (await partNamed('verify.mjs')) as {
  verifyPackage: (path: string, published?: Published) => Promise<Verified>;
};

export const { recompute } = (await partNamed('verifier/figures.mjs')) as {
  recompute: (explanation: object) => { readonly wrong: readonly string[]; readonly told: readonly string[] };
};

const write = (folder: string, name: string, lines: readonly object[]): void => {
  writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
};

export const readLines = (folder: string, name: string): readonly unknown[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

/** As they lie there, whatever their hashes say. */
export const everythingIn = async (store: EventStore): Promise<readonly RecordedEvent[]> => {
  const all: RecordedEvent[] = [];
  for await (const { events } of store.readAll({ from: START, exactly: true })) all.push(...events);
  return all;
};

const bare = ({ id, stream, revision, type, data, metadata }: RecordedEvent): object => ({
  ...{ id, stream, revision, type, data, metadata },
});

interface Tree {
  readonly prover: Prover;
  readonly indices: readonly number[];
}

/** With a proof of every event that is no seal, and of every smaller tree. */
const treeOver = (sealed: readonly RecordedEvent[], seals: readonly Seal[]): Tree => {
  const [prover, indices, ends] = [
    new Prover(),
    [] as number[],
    new Set(seals.map(({ treeSize }) => treeSize)),
  ];
  for (const [index, event] of sealed.entries()) {
    const isShown = event.stream !== SEAL_STREAM;
    if (isShown) indices.push(index);
    prover.push(leafHash(linkOf(event)?.hash ?? ''), isShown);
    if (ends.has(index + 1)) prover.markTree();
  }
  return { prover, indices };
};

/** What somebody packs who has a log, whether it agrees or not, and a key. */
export const packed = async (
  folder: string,
  log: readonly RecordedEvent[],
  key: SigningKey,
): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const end = log.findLastIndex(({ type }) => type === 'LogSealed');
  const seals = log.filter(({ type }) => type === 'LogSealed').map(sealOf);
  const sealed = log.slice(0, seals.at(-1)?.treeSize ?? 0);
  const { prover, indices } = treeOver(sealed, seals);
  const { inclusion, consistency } = prover.proofs();
  const streams = new Streams();
  for (const index of indices) streams.pack(sealed[index] as RecordedEvent);
  write(
    folder,
    'events.jsonl',
    indices.map((index) => ({ index, because: 'SUBJECT', event: bare(sealed[index] as RecordedEvent) })),
  );
  write(
    folder,
    'proofs.jsonl',
    indices.map((index, at) => ({ index, path: inclusion[at] ?? [] })),
  );
  write(
    folder,
    'seals.jsonl',
    log
      .slice(0, end + 1)
      .filter(({ stream }) => stream === SEAL_STREAM)
      .map(bare),
  );
  const steps = seals.map(({ number }, at) => ({ number, path: consistency[at] ?? [] }));
  write(folder, 'consistency.json', [steps]);
  writeFileSync(join(folder, 'streams.jsonl'), [...streams.lines()].map((line) => `${line}\n`).join(''));
  write(folder, 'explanations.json', [[]]);
  signed(folder, key, {
    ...{ form: EVIDENCE_FORM, subject: {}, seal: seals.at(-1) ?? {}, madeAt: '2025-03-01T05:00:00.500Z' },
    counts: { events: indices.length, masked: 0, withheld: 0 },
  });
};

/** The manifest anew, over the files as they are now. */
export const signed = (folder: string, key: SigningKey, claims: object): void => {
  const names = readdirSync(folder).filter((name) => name !== 'manifest.json');
  const files = Object.fromEntries(
    names.map((name) => {
      const bytes = readFileSync(join(folder, name));
      return [name, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }];
    }),
  );
  const manifest = { ...claims, keyId: key.keyId, files };
  const signature = key.sign(signedText('evidence', manifest));
  writeFileSync(join(folder, 'manifest.json'), `${canonical({ manifest, signature }, 'manifest')}\n`);
};

export const manifestIn = (folder: string): Readonly<Record<string, unknown>> =>
  (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { manifest: Record<string, unknown> })
    .manifest;
