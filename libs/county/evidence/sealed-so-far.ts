import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { NoEvidence } from '@event-store/evidence/gathering';
import { SEAL_STREAM, sealOf, type Seal } from '@event-store/sealing/events';
import { SealRefused } from '@event-store/sealing/seal-book';
import type { County } from '../county';
import { NewestSeal, sealerOf } from '../sealing';

type Belongs = (event: RecordedEvent) => boolean;

/** Seals the log, unless nothing that belongs to a package came behind the last seal. @throws NoEvidence */
export const sealWhatBelongs = async (county: County, belongs: Belongs): Promise<void> => {
  const seal = await new NewestSeal(county).read();
  if (seal !== null && (await nothingNewSince(county, seal, belongs))) return;
  try {
    await sealerOf(county).sealNow();
  } catch (error) {
    throw error instanceof SealRefused ? new NoEvidence(error.words) : error;
  }
};

/** Whether nothing that belongs to a package came behind a seal. */
export const isSealedBy = async (county: County, number: number, belongs: Belongs): Promise<boolean> => {
  const events = await county.store.readStream(SEAL_STREAM);
  const seals = events.filter(({ type }) => type === 'LogSealed').map(sealOf);
  const seal = seals.find((one) => one.number === number);
  return seal !== undefined && nothingNewSince(county, seal, belongs);
};

/** That evidence is asked for, made and taken away tells nothing new of its subject. */
const OF_THE_ASKING = ['evidencePackage', 'auditRead'];

/** A new key counts as something new: it has to seal before it can sign. */
const nothingNewSince = async ({ store }: County, seal: Seal, belongs: Belongs): Promise<boolean> => {
  const [end] = await store.readStream(seal.last.stream, seal.last.revision);
  if (end === undefined) return false;
  const isNew = (event: RecordedEvent): boolean =>
    event.type === 'SealKeyIntroduced' ||
    (!OF_THE_ASKING.includes(categoryOf(event.stream)) && belongs(event));
  for await (const { events } of store.readAll({ from: end.position })) if (events.some(isNew)) return false;
  return true;
};
