import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Words } from '@kernel/words';
import { WrongExpectedRevision, type RecordedEvent } from '@event-store/event-store';
import { SEAL_STREAM, sealOf, type Seal } from '@event-store/sealing/events';
import { rootCode } from '@event-store/sealing/root-code';
import { SealBook, type SealSecrets } from '@event-store/sealing/seal-book';
import type { Trust } from '@event-store/sealing/trust';
import { stampSeal } from '@event-store/sealing/stamping';
import { Sealer } from '@event-store/sealing/sealer';
import { Stretch } from '@event-store/sealing/stretch';
import { signingKey, type SigningKey } from '@event-store/sealing/signing';
import type { Vault } from '@privacy/vault';
import type { Log } from '@projection/log';
import type { County } from './county';
import { timeStampAuthority } from './time-stamp-authority';

const nameOf = (number: number): string => `county/seal-key-${String(number)}`;

/** Keys of the seals lie where the data keys lie, wrapped by the master key: every process of the county can seal. */
const secretsIn = (vault: Vault): SealSecrets => ({
  make: (number) => vault.secret(nameOf(number)),
  known: (number) => vault.knownSecret(nameOf(number)),
});

export const sealerOf = ({ store, clock, vault, settings }: County): Sealer =>
  new Sealer(
    { store, clock, secrets: secretsIn(vault) },
    { events: settings.sealEvents, ms: settings.sealMinutes * 60_000 },
  );

/** Fingerprints of the keys as this county holds them. */
export const ownKeys =
  ({ vault }: Pick<County, 'vault'>): NonNullable<Trust['own']> =>
  async (number) => {
    const secret = await secretsIn(vault).known(number);
    return secret && signingKey(secret).keyId;
  };

/** The key that seals are made with now. @throws SealRefused */
export const sealKeyOf = async ({ store, clock, vault }: County): Promise<SigningKey> => {
  const book = new SealBook({ store, clock, secrets: secretsIn(vault) });
  await book.readOn();
  return book.key();
};

/** For how many milliseconds the log has had something to seal behind its last seal; null where nothing is new but seals. @throws SealRefused */
export const unsealedMs = async (
  { store, clock }: Pick<County, 'store' | 'clock'>,
  last: Seal | null,
): Promise<number | null> => {
  const stretch = await Stretch.behind(last, store);
  for await (const { events } of store.readAll({ from: stretch.position })) {
    for (const event of events) stretch.take(event, clock);
    const waited = stretch.waitedMs(clock);
    if (waited !== null) return waited;
  }
  return null;
};

const EVERY_MS = 60_000;

/**
 * Seals what is due, at once and then every minute, until the signal aborts. Where processes share read models one of them
 * seals; another goes on when it is gone. What fails is told and tried again at the next minute.
 */
export const keepSealing = async (county: County, log: Log, signal: AbortSignal): Promise<void> => {
  const round = new Round(county, log);
  while (!signal.aborted) {
    await round.go().catch((error: unknown) => {
      if (!(error instanceof WrongExpectedRevision)) log.error(`the log was not sealed: ${String(error)}`);
    });
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
};

class Round {
  private readonly sealer: Sealer;
  private readonly newest: NewestSeal;
  private readonly holder = randomUUID();

  constructor(
    private readonly county: County,
    private readonly log: Log,
  ) {
    this.sealer = sealerOf(county);
    this.newest = new NewestSeal(county);
  }

  async go(): Promise<void> {
    const { leases } = this.county.views;
    if (leases && (await leases.take(['sealer'], this.holder, 3 * EVERY_MS)).length === 0) return;
    for (const seal of await this.sealer.round()) this.log.info(described(seal).en);
    await this.stamp();
  }

  /** Without an authority, or where it fails, the log is sealed all the same; health tells that the seal is not stamped. */
  private async stamp(): Promise<void> {
    const { store, clock, settings } = this.county;
    if (settings.timestampUrl === null) return;
    const stamper = timeStampAuthority(settings.timestampUrl);
    try {
      const seal = await this.newest.read();
      const stamp = seal && (await stampSeal({ store, clock, stamper }, seal));
      if (stamp !== null) this.log.info(`seal ${String(stamp.number)} was stamped at ${stamp.stampedAt}`);
    } catch (error) {
      this.log.error(`the last seal was not stamped: ${String(error)}`);
    }
  }
}

export const described = ({ number, treeSize, count, root }: Seal): Words => ({
  zh: `第${String(number)}号封签，共${String(treeSize)}个事件，新增${String(count)}个：${rootCode(root)}`,
  en: `seal ${String(number)} over ${String(treeSize)} events, ${String(count)} of them new: ${rootCode(root)}`,
});

/** The newest seal, read on from where it was read before. */
export class NewestSeal {
  private revision = -1;
  private newest: Seal | null = null;

  constructor(private readonly county: Pick<County, 'store'>) {}

  async read(): Promise<Seal | null> {
    for (const event of await this.county.store.readStream(SEAL_STREAM, this.revision + 1)) this.take(event);
    return this.newest;
  }

  private take(event: RecordedEvent): void {
    this.revision = Math.max(this.revision, event.revision);
    if (event.type === 'LogSealed') this.newest = sealOf(event);
  }
}
