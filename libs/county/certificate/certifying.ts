import { setTimeout as pause } from 'node:timers/promises';
import { ToldError, type Words } from '@kernel/words';
import { placeText, type EventStore, type Position, type RecordedEvent } from '@event-store/event-store';
import { SEAL_STREAM } from '@event-store/sealing/events';
import { rootCode } from '@event-store/sealing/root-code';
import { signedText } from '@event-store/sealing/signing';
import { SOFTWARE_VERSION } from '@http/version';
import type { Projector } from '@projection/projector';
import type { Standing } from '@read-store/read-store';
import type { County } from '../county';
import { projectors } from '../modules';
import { sealerOf, sealKeyOf, NewestSeal } from '../sealing';
import { CERTIFICATE_FORM, type Certificate, type Certified } from './certificate';
import { Comparison } from './comparing';
import { inShadow } from './shadow';

/** The comparison could not come to an end: nothing is said of the views. */
export class NotCertified extends ToldError {
  override readonly name: string = 'NotCertified';
}

const NOTHING: Words = {
  zh: '事件库是空的：没有可证明的内容',
  en: 'the log is empty: there is nothing to certify',
};

/**
 * Builds every read model from the first event on in a store of its own, compares it with the living one document by
 * document, and signs what was found. The county goes on working meanwhile. @throws NotCertified, SealRefused, ViewsDamaged
 */
export const certify = async (
  county: County,
  onCompared: (view: Certified) => void = () => undefined,
): Promise<Certificate> => {
  await county.views.examine?.({ wholly: true });
  await sealerOf(county).sealNow();
  const seal = await new NewestSeal(county).read();
  if (seal === null) throw new NotCertified(NOTHING);
  const sealed = (await county.store.readStream(SEAL_STREAM)).at(-1);
  if (sealed === undefined) throw new NotCertified(NOTHING);
  const views: Certified[] = [];
  for (const projector of projectors) {
    const found = await compared(county, projector);
    const view = { ...found, last: placeText(await lastUpTo(county.store, sealed, found.position)) };
    onCompared(view);
    views.push(view);
  }
  const key = await sealKeyOf(county);
  const certificate = {
    ...{ form: CERTIFICATE_FORM, madeAt: new Date(county.clock.now()).toISOString() },
    ...{ software: SOFTWARE_VERSION, keyId: key.keyId, views },
    seal: { number: seal.number, code: rootCode(seal.root), root: seal.root },
    isSame: views.every(({ differing }) => differing === 0),
  };
  const { publicKey } = key;
  return { certificate, publicKey, signature: key.sign(signedText('views', certificate)) };
};

/** From one that lies before it. */
const lastUpTo = async (
  store: EventStore,
  before: RecordedEvent,
  until: Position,
): Promise<RecordedEvent> => {
  let last = before;
  for await (const { events, position } of store.readAll({ from: before.position })) {
    last = events.findLast((event) => event.position <= until) ?? last;
    if (position >= until) break;
  }
  return last;
};

const ATTEMPTS = 5;

/** Where the county writes while it is compared, what differs may be what has come since: then once more. */
const compared = async (county: County, projector: Projector): Promise<Certified> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await livingOf(county, projector);
    const view = await comparedOnce(county, projector, before);
    if (view.differing === 0) return view;
    const after = await livingOf(county, projector);
    if (after.checkpoint === view.position && after.version === before.version) return view;
  }
  throw new NotCertified({
    zh: `${projector.name}在比对时变动了${String(ATTEMPTS)}次：请在写入较少时出具证明`,
    en: `${projector.name} moved on ${String(ATTEMPTS)} times while it was compared: certify when less is written`,
  });
};

const comparedOnce = (county: County, projector: Projector, { version }: Standing): Promise<Certified> => {
  const { store, upcast, clock, views } = county;
  return inShadow({ store, upcast, clock }, projector, async (shadow, { checkpoint: position }) => {
    await caughtUp(county, projector, position);
    const { name, collections } = projector;
    const found = await new Comparison(shadow, views.reader(name, version)).of(Object.keys(collections));
    return { projection: name, version, position, ...found };
  });
};

const PATIENCE_MS = 30_000;
const POLL_MS = 20;

/** What serves may lag behind the log. @throws NotCertified where it does not move */
const caughtUp = async (county: County, projector: Projector, position: Position): Promise<void> => {
  const until = performance.now() + PATIENCE_MS;
  while ((await livingOf(county, projector)).checkpoint < position) {
    if (performance.now() > until)
      throw new NotCertified({
        zh: `${projector.name}到不了${position}：服务没有运行？`,
        en: `${projector.name} does not come to ${position}: is no server running?`,
      });
    await pause(POLL_MS);
  }
};

const livingOf = async ({ views }: County, { name }: Projector): Promise<Standing> => {
  const live = (await views.standings()).find((one) => one.name === name && one.state === 'live');
  if (live === undefined) throw new NotCertified({ zh: `${name}尚未可用`, en: `${name} does not serve yet` });
  return live;
};
