import { ToldError, type Words } from '@kernel/words';
import type { Clock } from '../clock';
import type { EventStore } from '../event-store';
import { SEAL_STREAM, type KeyCompromise, type KeyIntroduction, type SealEventType } from './events';
import { BY_ITSELF, sealEvent, type By } from './seal-event';
import { SealStream } from './seal-stream';
import { ALGORITHM, compromiseText, introductionText, signingKey, type SigningKey } from './signing';

/** The secret bytes of the keys, kept apart from the log. */
export interface SealSecrets {
  /** Of the key with this number; made where there is none yet. */
  make(number: number): Promise<Buffer>;
  /** Null where there is none. */
  known(number: number): Promise<Buffer | null>;
}

export interface SealParts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly secrets: SealSecrets;
}

/** Nothing was written: what stands in the log is not what this county has sealed. */
export class SealRefused extends ToldError {
  override readonly name = 'SealRefused';
}

/** What is wrong, and what to do. */
export const toBeVerified = ({ zh, en }: Words): Words => ({
  zh: `${zh}：请运行 verify`,
  en: `${en}: run verify`,
});

const notHeld = (keyId = ''): Words => ({
  zh: `事件库是用密钥${keyId}封签的，密钥库里没有它：请恢复本县的密钥`,
  en: `the log is sealed with the key ${keyId}, which is not in the key store: bring back the keys of this county`,
});

type Fact = readonly [type: SealEventType, fact: object];

/** The stream of seals and keys as this process has read it, and where it writes on. */
export class SealBook {
  readonly stream = new SealStream();
  private revision = -1;

  constructor(private readonly parts: SealParts) {}

  /** @returns whether somebody else has sealed meanwhile @throws SealRefused */
  async readOn(): Promise<boolean> {
    let isSealed = false;
    for (const event of await this.parts.store.readStream(SEAL_STREAM, this.revision + 1)) {
      const fault = this.stream.take(event);
      if (fault !== null) throw new SealRefused(toBeVerified(fault.detail));
      this.revision = event.revision;
      isSealed ||= event.type === 'LogSealed';
    }
    const { unfinished } = this.stream;
    if (unfinished !== null) throw new SealRefused(toBeVerified(unfinished.detail));
    return isSealed;
  }

  /** @throws WrongExpectedRevision where somebody else was faster */
  async write(facts: readonly Fact[], by: By = BY_ITSELF): Promise<void> {
    const now = this.parts.clock.now();
    const events = facts.map(([type, fact], index) =>
      sealEvent({ type, fact, place: this.revision + 1 + index }, now, by),
    );
    const expected = this.revision < 0 ? 'no-stream' : this.revision;
    this.revision = (await this.parts.store.append(SEAL_STREAM, expected, events)).revision;
    for (const event of events) this.stream.take(event);
  }

  /** @throws SealRefused where the log names a key as current that this county does not hold */
  async key(): Promise<SigningKey> {
    const { current } = this.stream.keys;
    const secret = current && (await this.parts.secrets.known(current.number));
    const key = secret && signingKey(secret);
    if (current !== null && key?.keyId === current.keyId) return key;
    throw new SealRefused(notHeld(current?.keyId));
  }

  /** A new key that takes the place of the one in force. */
  async introduction(endorser: SigningKey | null): Promise<KeyIntroduction> {
    const key = await this.nextKey();
    const { current } = this.stream.keys;
    const claim = {
      ...{ number: (current?.number ?? 0) + 1, keyId: key.keyId },
      ...{ algorithm: ALGORITHM, publicKey: key.publicKey, introducedAt: this.now() },
      previousKeyId: current?.keyId ?? null,
    };
    const text = introductionText(claim);
    return { ...claim, proof: key.sign(text), endorsement: endorser?.sign(text) ?? null };
  }

  /** Of the key in force, by the one that takes its place. */
  async report(since: string): Promise<KeyCompromise> {
    const next = await this.nextKey();
    const keyId = this.stream.keys.current?.keyId ?? '';
    const claim = { keyId, since, reportedAt: this.now(), nextKeyId: next.keyId };
    return { ...claim, signature: next.sign(compromiseText(claim)) };
  }

  private async nextKey(): Promise<SigningKey> {
    return signingKey(await this.parts.secrets.make((this.stream.keys.current?.number ?? 0) + 1));
  }

  private now(): string {
    return new Date(this.parts.clock.now()).toISOString();
  }
}
