import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDivisionCode, type DivisionCode } from '@kernel/division-code';
import { NoEvidence } from '@event-store/evidence/gathering';
import { sumOf, zipped } from '@event-store/evidence/packing';
import type { Counts } from '@event-store/evidence/package-form';
import { rootCode } from '@event-store/sealing/root-code';
import type { County } from '../county';
import { fill } from './filling';
import { isAggregate, isIn, streamOf, type Wanted } from './subject';

export interface Made extends Counts {
  readonly bytes: number;
  readonly sha256: string;
  /** Of the seal that it is held against. */
  readonly code: string;
}

/** Packs the evidence into one ZIP, which is there whole or not at all. @throws NoEvidence */
export const makeEvidence = async (county: County, wanted: Wanted, target: string): Promise<Made> => {
  const place = await placeOf(county, wanted);
  const folder = `${target}.part`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  try {
    const { seal, ...counts } = await fill(county, { ...wanted, place }, folder);
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

/** Where the subject lies; a period lies nowhere. @throws NoEvidence where it is not known, or not inside */
const placeOf = async ({ store }: County, { subject, scope }: Wanted): Promise<DivisionCode | null> => {
  if (subject.kind === 'division') return subject.code;
  if (!isAggregate(subject)) return null;
  const [first] = await store.readStream(streamOf(subject));
  if (first === undefined) throw new NoEvidence(`there is no ${subject.kind} ${subject.id}`);
  if (scope !== undefined && !isIn(scope, first))
    throw new NoEvidence(`${subject.kind} ${subject.id} lies outside ${scope}`);
  const { division } = first.metadata;
  return isDivisionCode(division) ? division : null;
};
