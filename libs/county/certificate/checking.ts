import type { Words } from '@kernel/words';
import { START, type EventStore, type Position } from '@event-store/event-store';
import { positionOfPlace, readPlace } from '@event-store/place';
import { PastLog } from '@event-store/past/past-log';
import { Truth } from '@event-store/past/truth';
import { SEAL_STREAM } from '@event-store/sealing/events';
import { readSeals, type Seals } from '@event-store/sealing/seal-reading';
import type { Trust } from '@event-store/sealing/trust';
import { currentEvents } from '../county';
import { projectors } from '../modules';
import { FIRST_FORM, signatureFault, type Certificate, type Certified } from './certificate';
import { NotCertified } from './certifying';
import { Comparison, placeless, whole } from './comparing';
import { inShadow } from './shadow';

type CertifiedSeal = Certificate['certificate']['seal'];

/** What is wrong with a certificate by itself. `keys`: fingerprints that were published; none where nothing is known. */
export const faultsIn = (signed: Certificate, keys: readonly string[]): readonly Words[] => {
  const { keyId } = signed.certificate;
  const isKnown = keys.length === 0 || keys.includes(keyId);
  return [
    ...found(signatureFault(signed)),
    ...found(isKnown ? null : ofUnknownKey(keyId)),
    ...found(differenceIn(signed)),
  ];
};

const ofUnknownKey = (keyId: string): Words => ({
  zh: `由密钥${keyId}签名，--key 没有给出它`,
  en: `it is signed by the key ${keyId}, which was not given with --key`,
});

const found = (fault: Words | null): readonly Words[] => (fault === null ? [] : [fault]);

const differenceIn = ({ certificate: { isSame, views } }: Certificate): Words | null => {
  const differing = views.reduce((sum, view) => sum + view.differing, 0);
  if (isSame && differing === 0) return null;
  return {
    zh: `证明自己写明有${String(differing)}条不同`,
    en: `it says itself that ${String(differing)} documents differ`,
  };
};

/** The log at hand ends before the certificate was made: it says nothing for the certificate, and nothing against it. */
export class LogEndsBefore extends NotCertified {
  override readonly name = 'LogEndsBefore';

  constructor({ number, code }: CertifiedSeal) {
    const seal = String(number);
    super({
      zh: `证明出自第${seal}号封签（编码${code}）及其后的事件，手边的事件库到不了那里：这份副本早于证明，无法核对；请索取证明之后的备份，仍到不了的，末尾被截去了`,
      en: `the certificate is of seal ${seal} with the code ${code} and of what came after, and the log at hand ends before: this copy is older than the certificate, and nothing can be said; ask for a backup made after it, and where that ends before too, its end was cut off`,
    });
  }
}

/** A certificate of the first form says up to where by positions of the log of then, and this is another: nothing can be said. */
export class CertifiedElsewhere extends NotCertified {
  override readonly name = 'CertifiedElsewhere';

  constructor() {
    super({
      zh: '这份证明是事件库迁移之前出具的，只写了当时那个事件库的位置，在现在的事件库里无从查起：请对照迁移前的事件库，或请县里重新出具',
      en: 'this certificate was made before the log was moved and names positions of the log of then alone, which say nothing in this one: hold it against the log of then, or have the county make another',
    });
  }
}

/**
 * Holds a certificate against the log, from its first event on, as whoever made it did: by nothing but the events. No key and no
 * read model of the county is needed. @returns what is wrong @throws LogEndsBefore, CertifiedElsewhere where nothing is wrong and nothing can be said
 */
export async function* faultsAgainst(
  store: EventStore,
  signed: Certificate,
  trust: Trust,
): AsyncGenerator<readonly Words[], void, undefined> {
  const { seal, views } = signed.certificate;
  const seals = await readSeals(store, trust);
  const isSealed = seals.sound.some(({ number }) => number >= seal.number);
  const ends = await Promise.all(views.map((view) => endOf(store, view)));
  const isOlder = !isSealed || ends.includes(null);
  const unsaid = await whyUnsaid(store, signed.certificate, { isSealed, isOlder });
  const faults = [
    ...(await faultsOfFile(store)),
    ...faultsOfLog(seals, signed),
    ...(isSealed ? sealFaults(seals, signed.certificate) : []),
  ];
  if (unsaid !== null && faults.length === 0) throw unsaid;
  yield faults;
  if (unsaid !== null) return;
  for (const [index, view] of views.entries()) yield await viewFaults(store, view, ends[index] ?? START);
}

const faultsOfFile = async (store: EventStore): Promise<readonly Words[]> => (await store.examine?.()) ?? [];

/** Null where the log at hand can be held against it. */
const whyUnsaid = async (
  store: EventStore,
  certificate: Certificate['certificate'],
  { isSealed, isOlder }: { readonly isSealed: boolean; readonly isOlder: boolean },
): Promise<NotCertified | null> => {
  if (isSealed && (await isOfAnotherLog(store, certificate))) return new CertifiedElsewhere();
  return isOlder ? new LogEndsBefore(certificate.seal) : null;
};

/** What was certified was sealed before: a position that lies before the seal, or behind the end, is of another log. */
const isOfAnotherLog = async (
  store: EventStore,
  { form, seal, views }: Certificate['certificate'],
): Promise<boolean> => {
  if (form !== FIRST_FORM) return false;
  const sealed = (await store.readStream(SEAL_STREAM)).find(
    ({ type, data }) => type === 'LogSealed' && data['number'] === seal.number,
  );
  const end = await store.lastGiven?.();
  const isElsewhere = ({ position }: Certified): boolean =>
    position < (sealed?.position ?? START) || (end !== undefined && position > end);
  return views.some(isElsewhere);
};

/** Up to where the log is folded; null where it does not go so far. */
const endOf = async (store: EventStore, { last, position }: Certified): Promise<Position | null> => {
  if (last === undefined) return position > (await store.head()) ? null : position;
  const place = readPlace(last);
  return place === null ? null : positionOfPlace(store, place);
};

const faultsOfLog = ({ keys, breaks }: Seals, signed: Certificate): readonly Words[] => {
  const key = keys.find(({ keyId }) => keyId === signed.certificate.keyId);
  return [
    ...breaks.map(({ kind, detail: { zh, en } }) => ({ zh: `${kind}：${zh}`, en: `${kind}: ${en}` })),
    ...found(signatureFault(signed, key?.publicKey)),
    ...found(differenceIn(signed)),
  ];
};

/** Of a log that goes on to the seal of the certificate and beyond. */
const sealFaults = (
  { sound, keys }: Seals,
  { keyId, seal }: Certificate['certificate'],
): readonly Words[] => {
  const isKnown = keys.some((key) => key.keyId === keyId);
  const isThere = sound.some(({ number, root }) => number === seal.number && root === seal.root);
  return [...found(isKnown ? null : neverSealedWith(keyId)), ...found(isThere ? null : noSuchSeal(seal))];
};

const neverSealedWith = (keyId: string): Words => ({
  zh: `事件库从未用它的密钥${keyId}封签`,
  en: `the log was never sealed with its key ${keyId}`,
});

const noSuchSeal = ({ number, code }: CertifiedSeal): Words => ({
  zh: `事件库没有编码为${code}的第${String(number)}号封签`,
  en: `the log has no seal ${String(number)} with the code ${code}`,
});

const viewFaults = async (store: EventStore, view: Certified, until: Position): Promise<readonly Words[]> => {
  const projector = projectors.find(({ name }) => name === view.projection);
  if (projector === undefined) return [noSuchView(view)];
  const past = new PastLog(store, { until, truth: new Truth(null) });
  const upcast = currentEvents();
  const given = await inShadow({ store: past, upcast }, projector, (shadow) =>
    new Comparison(shadow, shadow, view.last === undefined ? whole : placeless).of(
      Object.keys(projector.collections),
    ),
  );
  if (given.sha256 === view.sha256 && given.documents === view.documents) return [];
  return [otherSum(view, given)];
};

const noSuchView = ({ projection }: Certified): Words => ({
  zh: `本版本软件没有视图${projection}`,
  en: `this version of the software has no read model ${projection}`,
});

const otherSum = (
  view: Certified,
  { documents, sha256 }: Pick<Certified, 'documents' | 'sha256'>,
): Words => ({
  zh: `${view.projection}：由事件库得出${String(documents)}条，合计值${sha256}；证明为${String(view.documents)}条，合计值${view.sha256}`,
  en: `${view.projection}: the log gives ${String(documents)} with the sum ${sha256}, not ${String(view.documents)} documents with the sum ${view.sha256}`,
});
