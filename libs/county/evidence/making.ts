import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fold } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { gather, NoEvidence, type Gathered } from '@event-store/evidence/gathering';
import { signManifest, sumOf, zipped } from '@event-store/evidence/packing';
import type { Packed, Recipient } from '@event-store/evidence/package-form';
import { Report } from '@event-store/evidence/report';
import { rootCode } from '@event-store/sealing/root-code';
import { SealRefused } from '@event-store/sealing/seal-book';
import { SOFTWARE_VERSION } from '@http/version';
import { parameter } from '@registry/parameter/state';
import { eventVersions, type County } from '../county';
import { projectors } from '../modules';
import { sealerOf, sealKeyOf } from '../sealing';
import { figuresOf, shown, Sources } from './figures';
import { because, isIn, streamOf, type Subject } from './subject';

export interface Wanted {
  readonly subject: Subject;
  readonly recipient: Recipient;
  /** Only what happened inside is packed; everything where absent. */
  readonly scope?: DivisionCode;
}

export interface Made {
  readonly bytes: number;
  readonly sha256: string;
  /** Of the seal that it is held against. */
  readonly code: string;
  readonly events: number;
  readonly withheld: number;
}

/** Seals the log, then packs the evidence into one ZIP, which is there whole or not at all. @throws NoEvidence */
export const makeEvidence = async (county: County, wanted: Wanted, target: string): Promise<Made> => {
  await requireKnown(county, wanted);
  const folder = `${target}.part`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  try {
    const { seal, ...counts } = await fill(county, wanted, folder);
    const draft = `${folder}/package.zip`;
    await zipped(folder, draft);
    renameSync(draft, target);
    return {
      ...{ bytes: statSync(target).size, sha256: await sumOf(target) },
      ...{ code: rootCode(seal.root), ...counts },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const requireKnown = async ({ store }: County, { subject, scope }: Wanted): Promise<void> => {
  if (subject.kind === 'division' || subject.kind === 'period') return;
  const [first] = await store.readStream(streamOf(subject));
  if (first === undefined) throw new NoEvidence(`there is no ${subject.kind} ${subject.id}`);
  if (scope !== undefined && !isIn(scope, first))
    throw new NoEvidence(`${subject.kind} ${subject.id} lies outside ${scope}`);
};

const fill = async (
  county: County,
  { subject, recipient, scope }: Wanted,
  folder: string,
): Promise<Gathered> => {
  await sealed(county);
  const [sources, rules] = [new Sources(), new Rules(county)];
  const report = new Report(join(folder, 'report.html'), titlesOf(county));
  const onPacked = (packed: Packed): void => {
    for (const taker of [sources, rules, report]) taker.add(packed);
  };
  const gathered = await gather(county.store, folder, {
    because: because(subject, scope),
    recipient,
    onPacked,
  });
  report.close(factsOf({ subject, recipient }, gathered));
  const write = (name: string, content: unknown): void => {
    writeFileSync(join(folder, name), `${shown(content)}\n`, { flag: 'wx', mode: 0o600 });
  };
  write('parameters.json', rules.told());
  write('figures.json', await figuresOf(county, subject, sources));
  const { seal, ...counts } = gathered;
  const madeAt = new Date(county.clock.now()).toISOString();
  const statement = { madeAt, subject, recipient, software: SOFTWARE_VERSION, counts, seal };
  await signManifest(folder, statement, await sealKeyOf(county));
  return gathered;
};

const sealed = async (county: County): Promise<void> => {
  try {
    await sealerOf(county).sealNow();
  } catch (error) {
    throw error instanceof SealRefused ? new NoEvidence(error.message) : error;
  }
};

/** The parameters as the log has them, and the versions of the rules that read it. */
class Rules {
  private readonly streams = new Map<string, RecordedEvent[]>();

  constructor(private readonly county: County) {}

  readonly add = ({ event }: Packed): void => {
    if (categoryOf(event.stream) !== 'parameter') return;
    const known = this.streams.get(event.stream) ?? [];
    this.streams.set(event.stream, [...known, this.county.upcast(event)]);
  };

  told(): object {
    const parameters = [...this.streams.values()].flatMap(
      (events) => fold(parameter, events as never).entries,
    );
    const views = Object.fromEntries(projectors.map(({ name, version }) => [name, version]));
    return { parameters, rules: { software: SOFTWARE_VERSION, views, events: eventVersions() } };
  }
}

const titlesOf = ({ aggregates }: County): ReadonlyMap<string, string> =>
  new Map(
    aggregates.flatMap(({ handlings }) =>
      handlings.map(({ command }) => [command.name, command.title] as const),
    ),
  );

const factsOf = (
  { subject, recipient }: Wanted,
  { seal, events, withheld }: Gathered,
): readonly (readonly [string, string])[] => [
  ['对象', JSON.stringify(subject)],
  ['接收方', recipient],
  ['事件', `${String(events)}，不公开 ${String(withheld)}`],
  ['封签', `${String(seal.number)}：${rootCode(seal.root)}（${seal.sealedAt}）`],
];
