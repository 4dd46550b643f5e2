import { mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDivisionCode, type DivisionCode } from '@kernel/division-code';
import { isAggregate } from '@kernel/evidence';
import { NoEvidence } from '@event-store/evidence/gathering';
import { sumOf, zipped } from '@event-store/evidence/packing';
import type { Counts } from '@event-store/evidence/package-form';
import { rootCode } from '@event-store/sealing/root-code';
import type { County } from '../county';
import { makeFolder } from '../data-folder';
import { fill } from './filling';
import { isSealedBy, sealWhatBelongs } from './sealed-so-far';
import { because, isIn, streamOf, type Wanted } from './subject';
import { successorsNow } from './successors-now';

export interface Made extends Counts {
  readonly madeAt: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly manifestSha256: string;
  /** Number of the seal that it is held against, the code of its root, and over how many events it is. */
  readonly seal: number;
  readonly code: string;
  readonly treeSize: number;
}

/** Seals the log where something of the subject is new, and packs the evidence into one ZIP, which is there whole or not at all. @throws NoEvidence */
export const makeEvidence = async (county: County, wanted: Wanted, target: string): Promise<Made> => {
  const place = await placeOf(county, wanted);
  await sealWhatBelongs(county, await belongingTo(county, wanted));
  const madeAt = new Date(county.clock.now()).toISOString();
  return packed(county, { ...wanted, place, madeAt }, target);
};

type Before = Pick<Made, 'madeAt' | 'seal' | 'sha256'>;

/** The same file once more, byte for byte; null where something of its subject is new, or is shown otherwise by now. @throws NoEvidence */
// eslint-disable-next-line house/max-params -- as one makes it, and what was made before
export const repeatEvidence = async (
  county: County,
  wanted: Wanted,
  target: string,
  { madeAt, seal, sha256 }: Before,
): Promise<Made | null> => {
  if (!(await isSealedBy(county, seal, await belongingTo(county, wanted)))) return null;
  const place = await placeOf(county, wanted);
  const made = await packed(county, { ...wanted, place, madeAt, seal }, target);
  return made.sha256 === sha256 ? made : null;
};

const belongingTo = async (
  county: County,
  wanted: Wanted,
): Promise<Parameters<typeof sealWhatBelongs>[1]> => {
  const reason = because(wanted, await successorsNow(county));
  return (event) => reason(event) !== null;
};

type Packing = Parameters<typeof fill>[1];

/** What is packed is of the moment that is told, whenever it is done. */
const packed = async (county: County, known: Packing, target: string): Promise<Made> => {
  makeFolder(dirname(target), 0o700);
  const folder = mkdtempSync(`${target}.`);
  const at = new Date(known.madeAt);
  try {
    const { seal, ...counts } = await fill({ ...county, clock: { now: () => at.getTime() } }, known, folder);
    const manifestSha256 = await sumOf(join(folder, 'manifest.json'));
    const draft = join(folder, 'package.zip');
    await zipped(folder, draft, at);
    renameSync(draft, target);
    return {
      ...{ madeAt: known.madeAt, bytes: statSync(target).size, sha256: await sumOf(target), manifestSha256 },
      ...{ seal: seal.number, code: rootCode(seal.root), treeSize: seal.treeSize, ...counts },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Where the subject lies; a period lies nowhere. @throws NoEvidence where it is not known, or not inside */
const placeOf = async (county: County, { subject, scope }: Wanted): Promise<DivisionCode | null> => {
  if (subject.kind === 'division') return subject.code;
  if (!isAggregate(subject)) return null;
  const [first] = await county.store.readStream(streamOf(subject));
  const name = `${subject.kind} ${subject.id}`;
  if (first === undefined) throw new NoEvidence({ zh: `没有${name}`, en: `there is no ${name}` });
  if (scope !== undefined && !isIn(scope, first, await successorsNow(county)))
    throw new NoEvidence({ zh: `${name}不在${scope}之内`, en: `${name} lies outside ${scope}` });
  const { division } = first.metadata;
  return isDivisionCode(division) ? division : null;
};
