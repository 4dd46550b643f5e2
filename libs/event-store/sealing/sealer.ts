import type { RecordedEvent } from '../event-store';
import type { Seal } from './events';
import { SealBook, SealRefused, type SealParts } from './seal-book';
import { BY_ITSELF, type By } from './seal-event';
import { signedSeal, type SigningKey } from './signing';
import { Stretch } from './stretch';

/** When a seal is due: so many events after the one before it, or so long after the first event it would cover. */
export interface Due {
  readonly events: number;
  readonly ms: number;
}

/**
 * Seals the log. Whoever seals reads the seals first and appends at the revision that was read, so that of two sealers one
 * finds the other's seal and goes on from there.
 */
export class Sealer {
  private book: SealBook;
  private stretch: Stretch | null = null;

  constructor(
    private readonly parts: SealParts,
    private readonly due: Due,
  ) {
    this.book = new SealBook(parts);
  }

  /** Makes every seal that is due. @returns them @throws SealRefused, WrongExpectedRevision */
  round(): Promise<readonly Seal[]> {
    return this.orForget(() => this.sealed(this.due));
  }

  /** Does not wait for events or time. @returns the seals made, none where nothing but seals is new */
  sealNow(): Promise<readonly Seal[]> {
    return this.orForget(() => this.sealed({ ...this.due, ms: 0 }));
  }

  /** A new key from now on, endorsed by the one before; the log is sealed with both. */
  rotate(by: By): Promise<readonly Seal[]> {
    return this.orForget(async () => {
      const before = await this.sealed({ ...this.due, ms: 0 });
      const introduction = await this.book.introduction(await this.book.key());
      await this.book.write([['SealKeyIntroduced', introduction]], by);
      return [...before, ...(await this.sealed({ ...this.due, ms: 0 }))];
    });
  }

  /**
   * A new key that nobody endorses, for the one before may have been used by somebody else since then; the whole log is
   * sealed with the new one. So does one that is lost.
   */
  compromised(since: string, by: By): Promise<readonly Seal[]> {
    return this.orForget(async () => {
      await this.readOn();
      if (since > new Date(this.parts.clock.now()).toISOString())
        throw new SealRefused({ zh: `${since}尚未到来`, en: `${since} has not come yet` });
      await this.book.write(
        [
          ['SealKeyCompromised', await this.book.report(since)],
          ['SealKeyIntroduced', await this.book.introduction(null)],
        ],
        by,
      );
      return this.sealed({ ...this.due, ms: 0 });
    });
  }

  /** After any error it begins again from what is stored. */
  private async orForget<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.book = new SealBook(this.parts);
      this.stretch = null;
      throw error;
    }
  }

  private async readOn(): Promise<void> {
    if (await this.book.readOn()) this.stretch = null;
    if (this.book.stream.keys.current !== null) return;
    await this.book.write([['SealKeyIntroduced', await this.book.introduction(null)]], BY_ITSELF);
  }

  private async sealed(due: Due): Promise<readonly Seal[]> {
    await this.readOn();
    const { store, clock } = this.parts;
    const key = await this.book.key();
    const stretch = (this.stretch ??= await Stretch.behind(this.book.stream.last, store));
    const made: Seal[] = [];
    for await (const { events, position } of store.readAll({ from: stretch.position })) {
      made.push(...(await this.taken(stretch, events, { due, key })));
      stretch.position = position;
    }
    const waited = stretch.waitedMs(clock);
    return waited !== null && waited >= due.ms ? [...made, await this.make(stretch, key)] : made;
  }

  private async taken(
    stretch: Stretch,
    events: readonly RecordedEvent[],
    { due, key }: { readonly due: Due; readonly key: SigningKey },
  ): Promise<readonly Seal[]> {
    const made: Seal[] = [];
    for (const event of events) {
      stretch.take(event, this.parts.clock);
      if (stretch.holds(due.events)) made.push(await this.make(stretch, key));
    }
    return made;
  }

  private async make(stretch: Stretch, key: SigningKey): Promise<Seal> {
    const { clock } = this.parts;
    const statement = stretch.closed(this.book.stream.last, { keyId: key.keyId, clock });
    const seal = signedSeal(statement, key);
    await this.book.write([['LogSealed', seal]]);
    return seal;
  }
}
