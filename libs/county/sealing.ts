import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { WrongExpectedRevision, type RecordedEvent } from '@event-store/event-store';
import { SEAL_STREAM, sealOf, type Seal } from '@event-store/sealing/events';
import { rootCode } from '@event-store/sealing/root-code';
import { SealBook, type SealSecrets } from '@event-store/sealing/seal-book';
import type { Trust } from '@event-store/sealing/trust';
import { Sealer } from '@event-store/sealing/sealer';
import { signingKey, type SigningKey } from '@event-store/sealing/signing';
import type { Vault } from '@privacy/vault';
import type { Log } from '@projection/log';
import type { County } from './county';

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

const EVERY_MS = 60_000;

/**
 * Seals what is due, at once and then every minute, until the signal aborts. Where processes share read models one of them
 * seals; another goes on when it is gone. What fails is told and tried again at the next minute.
 */
export const keepSealing = async (county: County, log: Log, signal: AbortSignal): Promise<void> => {
  const sealer = sealerOf(county);
  const holder = randomUUID();
  while (!signal.aborted) {
    await round(county, sealer, holder).then(
      (seals) => {
        for (const seal of seals) log.info(described(seal));
      },
      (error: unknown) => {
        if (!(error instanceof WrongExpectedRevision)) log.error(`the log was not sealed: ${String(error)}`);
      },
    );
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
};

const round = async ({ views }: County, sealer: Sealer, holder: string): Promise<readonly Seal[]> => {
  const mayGoOn = !views.leases || (await views.leases.take(['sealer'], holder, 3 * EVERY_MS)).length > 0;
  return mayGoOn ? sealer.round() : [];
};

export const described = ({ number, treeSize, count, root }: Seal): string =>
  `seal ${String(number)} over ${String(treeSize)} events, ${String(count)} of them new: ${rootCode(root)}`;

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
