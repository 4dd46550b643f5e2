import type { RecordedEvent } from '@event-store/event-store';
import { NoEvidence } from '@event-store/evidence/gathering';
import { SealRefused } from '@event-store/sealing/seal-book';
import type { County } from '../county';
import { NewestSeal, sealerOf } from '../sealing';

type Belongs = (event: RecordedEvent) => boolean;

/** Seals the log, unless nothing that belongs to a package came behind the last seal. @throws NoEvidence */
export const sealWhatBelongs = async (county: County, belongs: Belongs): Promise<void> => {
  if (await isSealed(county, belongs)) return;
  try {
    await sealerOf(county).sealNow();
  } catch (error) {
    throw error instanceof SealRefused ? new NoEvidence(error.message) : error;
  }
};

/** A new key counts as something new: it has to seal before it can sign. */
const isSealed = async ({ store }: County, belongs: Belongs): Promise<boolean> => {
  const seal = await new NewestSeal({ store }).read();
  const [end] = seal === null ? [] : await store.readStream(seal.last.stream, seal.last.revision);
  if (end === undefined) return false;
  for await (const { events } of store.readAll({ from: end.position }))
    if (events.some((event) => event.type === 'SealKeyIntroduced' || belongs(event))) return false;
  return true;
};
