import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Position } from '@event-store/event-store';
import { rootCode } from '@event-store/sealing/root-code';
import { signedText } from '@event-store/sealing/signing';
import { SOFTWARE_VERSION } from '@http/version';
import { rebuild } from '@projection/build';
import type { Projector } from '@projection/projector';
import type { Standing } from '@read-store/read-store';
import type { County } from '../county';
import { projectors } from '../modules';
import { openReadStore } from '../read-engine';
import { sealerOf, sealKeyOf, NewestSeal } from '../sealing';
import { Comparison, type Compared } from './comparing';

/** Form of a certificate; another form is another name beside this one. */
export const CERTIFICATE_FORM = 'shuangbang-views/v1';

/** What one read model says, against what the log gives from its first event on. */
export interface Certified extends Compared {
  readonly projection: string;
  /** That serves. */
  readonly version: number;
  /** In the log, up to which both were compared. */
  readonly position: Position;
}

export interface Certificate {
  readonly certificate: {
    readonly form: string;
    readonly madeAt: string;
    readonly software: string;
    /** The log that was replayed is the one that was sealed so. */
    readonly seal: { readonly number: number; readonly code: string; readonly root: string };
    readonly isSame: boolean;
    readonly views: readonly Certified[];
    readonly keyId: string;
  };
  /** Ed25519 by the key of the seals over `shuangbang/views/v1`, a line end, and the canonical JSON of the certificate. */
  readonly signature: string;
}

/** The comparison could not come to an end: nothing is said of the views. */
export class NotCertified extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotCertified';
  }
}

/**
 * Builds every read model from the first event on in a store of its own, compares it with the living one document by
 * document, and signs what was found. The county goes on working meanwhile. @throws NotCertified, SealRefused
 */
export const certify = async (
  county: County,
  onCompared: (view: Certified) => void = () => undefined,
): Promise<Certificate> => {
  await sealerOf(county).sealNow();
  const seal = await new NewestSeal(county).read();
  if (seal === null) throw new NotCertified('the log is empty: there is nothing to certify');
  const views: Certified[] = [];
  for (const projector of projectors) {
    const view = await compared(county, projector);
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
  return { certificate, signature: key.sign(signedText('views', certificate)) };
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
  throw new NotCertified(
    `${projector.name} moved on ${String(ATTEMPTS)} times while it was compared: certify when less is written`,
  );
};

const comparedOnce = async (
  county: County,
  projector: Projector,
  { version }: Standing,
): Promise<Certified> => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-certify-'));
  const shadow = openReadStore(`sqlite:${join(folder, 'views.db')}`);
  try {
    const { store, upcast, clock, views } = county;
    const built = await rebuild({ store, upcast, clock, views: shadow }, projector);
    await caughtUp(county, projector, built.checkpoint);
    const { name, collections } = projector;
    const comparison = new Comparison(shadow.reader(name, built.version), views.reader(name, version));
    const found = await comparison.of(Object.keys(collections));
    return { projection: name, version, position: built.checkpoint, ...found };
  } finally {
    await shadow.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const PATIENCE_MS = 30_000;
const POLL_MS = 20;

/** What serves may lag behind the log. @throws NotCertified where it does not move */
const caughtUp = async (county: County, projector: Projector, position: Position): Promise<void> => {
  const until = performance.now() + PATIENCE_MS;
  while ((await livingOf(county, projector)).checkpoint < position) {
    if (performance.now() > until)
      throw new NotCertified(`${projector.name} does not come to ${position}: is no server running?`);
    await pause(POLL_MS);
  }
};

const livingOf = async ({ views }: County, { name }: Projector): Promise<Standing> => {
  const live = (await views.standings()).find((one) => one.name === name && one.state === 'live');
  if (live === undefined) throw new NotCertified(`${name} does not serve yet`);
  return live;
};
