import type { EventStore } from '@event-store/event-store';
import { PastLog } from '@event-store/past/past-log';
import { Truth } from '@event-store/past/truth';
import { readSeals } from '@event-store/sealing/seal-reading';
import type { Trust } from '@event-store/sealing/trust';
import { upcasting } from '@event-store/upcasting';
import { eventVersions } from '../county';
import { projectors } from '../modules';
import { signatureFault, type Certificate, type Certified } from './certificate';
import { Comparison } from './comparing';
import { inShadow } from './shadow';

/** What is wrong with a certificate by itself. `keys`: fingerprints that were published; none where nothing is known. */
export const faultsIn = (signed: Certificate, keys: readonly string[]): readonly string[] => {
  const { keyId } = signed.certificate;
  const isKnown = keys.length === 0 || keys.includes(keyId);
  return [
    ...found(signatureFault(signed)),
    ...found(isKnown ? null : `it is signed by the key ${keyId}, which was not given with --key`),
    ...found(differenceIn(signed)),
  ];
};

const found = (fault: string | null): readonly string[] => (fault === null ? [] : [fault]);

const differenceIn = ({ certificate: { isSame, views } }: Certificate): string | null => {
  const differing = views.reduce((sum, view) => sum + view.differing, 0);
  return isSame && differing === 0 ? null : `it says itself that ${String(differing)} documents differ`;
};

/**
 * Holds a certificate against the log, from its first event on, as whoever made it did: by nothing but the events. No key and no
 * read model of the county is needed. @returns what is wrong
 */
export async function* faultsAgainst(
  store: EventStore,
  signed: Certificate,
  trust: Trust,
): AsyncGenerator<readonly string[], void, undefined> {
  yield await sealFaults(store, signed, trust);
  for (const view of signed.certificate.views) yield await viewFaults(store, view);
}

const sealFaults = async (
  store: EventStore,
  signed: Certificate,
  trust: Trust,
): Promise<readonly string[]> => {
  const { keyId, seal } = signed.certificate;
  const { sound, keys, breaks } = await readSeals(store, trust);
  const key = keys.find((one) => one.keyId === keyId);
  const isThere = sound.some(({ number, root }) => number === seal.number && root === seal.root);
  return [
    ...breaks.map(({ kind, detail }) => `${kind}: ${detail}`),
    ...found(key === undefined ? `the log was never sealed with its key ${keyId}` : null),
    ...found(signatureFault(signed, key?.publicKey)),
    ...found(isThere ? null : `the log has no seal ${String(seal.number)} with the code ${seal.code}`),
    ...found(differenceIn(signed)),
  ];
};

const viewFaults = async (store: EventStore, view: Certified): Promise<readonly string[]> => {
  const projector = projectors.find(({ name }) => name === view.projection);
  if (projector === undefined) return [`this version of the software has no read model ${view.projection}`];
  const past = new PastLog(store, { until: view.position, truth: new Truth(null) });
  const upcast = upcasting(eventVersions());
  const given = await inShadow({ store: past, upcast }, projector, (shadow) =>
    new Comparison(shadow, shadow).of(Object.keys(projector.collections)),
  );
  if (given.sha256 === view.sha256 && given.documents === view.documents) return [];
  const told = `${String(view.documents)} documents with the sum ${view.sha256}`;
  return [
    `${view.projection}: the log gives ${String(given.documents)} with the sum ${given.sha256}, not ${told}`,
  ];
};
