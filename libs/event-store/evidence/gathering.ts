import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkOf } from '../chain';
import { START, type EventStore, type RecordedEvent } from '../event-store';
import { SEAL_STREAM, type Seal } from '../sealing/events';
import { leafHash } from '../sealing/merkle';
import { Prover, type Proofs } from '../sealing/proofs';
import { readSeals } from '../sealing/seal-reading';
import { Lines } from './lines';
import { holdsSealed, type Choice, type Packed } from './package-form';

/** The log is not what was sealed, or nothing was: there is no evidence to give. */
export class NoEvidence extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoEvidence';
  }
}

export interface Gathered {
  readonly seal: Seal;
  readonly events: number;
  readonly withheld: number;
}

/**
 * Writes the chosen events with a proof of each, the seals with a proof that each is the beginning of the last, and the
 * keys, in one pass over the log. @throws NoEvidence
 */
export const gather = async (store: EventStore, folder: string, choice: Choice): Promise<Gathered> => {
  const { sound, breaks } = await readSeals(store);
  const seal = sound.at(-1);
  if (breaks[0] !== undefined) throw new NoEvidence(`${breaks[0].detail}: run verify`);
  if (seal === undefined) throw new NoEvidence('nothing is sealed yet: seal the log first');
  const pass = new Pass(folder, sound, choice);
  try {
    await over(store, pass);
  } finally {
    pass.close();
  }
  return { seal, ...pass.prove(seal) };
};

const over = async (store: EventStore, pass: Pass): Promise<void> => {
  for await (const { events } of store.readAll({ from: START })) {
    for (const event of events) pass.take(event);
    if (pass.isOver) return;
  }
};

class Pass {
  private readonly prover = new Prover();
  private readonly ends: ReadonlySet<number>;
  private readonly size: number;
  private readonly events: Lines;
  private readonly seals: Lines;
  private readonly indices: number[] = [];
  private sealsLeft: number;
  private index = 0;
  private withheld = 0;

  constructor(
    private readonly folder: string,
    private readonly sealed: readonly Seal[],
    private readonly choice: Choice,
  ) {
    this.ends = new Set(sealed.map(({ treeSize }) => treeSize));
    this.size = sealed.at(-1)?.treeSize ?? 0;
    this.sealsLeft = sealed.length;
    this.events = new Lines(join(folder, 'events.jsonl'));
    this.seals = new Lines(join(folder, 'seals.jsonl'));
  }

  /** The whole tree was seen, and the seal over it. */
  get isOver(): boolean {
    return this.sealsLeft === 0;
  }

  take(event: RecordedEvent): void {
    if (this.isOver) return;
    if (event.stream === SEAL_STREAM) this.seals.add(bare(event));
    if (event.stream === SEAL_STREAM && event.type === 'LogSealed') this.sealsLeft -= 1;
    if (this.index < this.size) this.grow(event);
    this.index += 1;
  }

  close(): void {
    this.events.close();
    this.seals.close();
  }

  prove(seal: Seal): { readonly events: number; readonly withheld: number } {
    const proofs = this.index < this.size ? null : this.prover.proofs();
    if (proofs?.root.toString('hex') !== seal.root)
      throw new NoEvidence('the log is not as it was sealed: run verify');
    this.write(proofs);
    return { events: this.indices.length - this.withheld, withheld: this.withheld };
  }

  private grow(event: RecordedEvent): void {
    const because = event.stream === SEAL_STREAM ? null : this.choice.because(event);
    const hash = linkOf(event)?.hash ?? '';
    this.prover.push(leafHash(Buffer.from(hash, 'hex')), because !== null);
    if (this.ends.has(this.index + 1)) this.prover.markTree();
    if (because !== null)
      this.pack({ index: this.index, because, event, isWithheld: this.isWithheld(event) });
  }

  private isWithheld(event: RecordedEvent): boolean {
    return this.choice.recipient === 'PUBLIC' && holdsSealed(event);
  }

  private pack(packed: Packed): void {
    const { index, because, event, isWithheld } = packed;
    this.indices.push(index);
    if (isWithheld) this.withheld += 1;
    const shown = isWithheld ? { hash: linkOf(event)?.hash } : { event: bareOf(event) };
    this.events.add(JSON.stringify({ index, because, ...shown }));
    this.choice.onPacked(packed);
  }

  private write({ inclusion, consistency }: Proofs): void {
    const lines = new Lines(join(this.folder, 'proofs.jsonl'));
    for (const [at, path] of inclusion.entries())
      lines.add(JSON.stringify({ index: this.indices[at], path: path.map((node) => node.toString('hex')) }));
    lines.close();
    const steps = this.sealed.map(({ number }, at) => ({
      number,
      path: (consistency[at] ?? []).map((node) => node.toString('hex')),
    }));
    writeFileSync(join(this.folder, 'consistency.json'), `${JSON.stringify(steps)}\n`, {
      flag: 'wx',
      mode: 0o600,
    });
  }
}

/** As it is hashed, with its link; its place in the log differs from engine to engine. */
const bareOf = ({ id, stream, revision, type, data, metadata }: RecordedEvent) => ({
  ...{ id, stream, revision, type, data, metadata },
});

const bare = (event: RecordedEvent): string => JSON.stringify(bareOf(event));
