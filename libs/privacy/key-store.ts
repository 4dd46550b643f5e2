import { ToldError, type Words } from '@kernel/words';
import type { Refused } from '@read-store/unavailable';

/** Wrapped data keys, one per head of a household, entity or account. Not part of the log, so that a key can be destroyed. */
export interface KeyStore {
  /** The wrapped key of a subject; `make` is called once at most, and what is stored first is what everybody gets. */
  getOrCreate(subject: string, make: () => Promise<Buffer>): Promise<Buffer>;
  get(subject: string): Promise<Buffer | null>;
  /** The wrapped keys of those subjects that have one, in one go. */
  getMany(subjects: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  /** Puts other bytes in the place of those that were seen; a key that is another by now, or none, stays as it is. */
  replace(changes: readonly ReplacedKey[]): Promise<void>;
  /** @throws KeysUnavailable where it is gone for whoever asks, and not yet out of the files: see {@link purge} */
  destroy(subject: string): Promise<void>;
  /** Nothing of what was destroyed is left in the files that hold the keys. @throws KeysUnavailable while somebody still reads what was there before */
  purge(): Promise<void>;
  /** Every key there is, in no order. */
  entries(): AsyncIterable<StoredKey>;
  close(): Promise<void>;
}

export interface StoredKey {
  readonly subject: string;
  readonly wrapped: Buffer;
}

export interface ReplacedKey {
  readonly subject: string;
  readonly seen: Buffer;
  readonly wrapped: Buffer;
}

const UNREACHED: Words = { zh: '无法取得数据密钥', en: 'the data keys cannot be reached' };

/** The data keys cannot be reached: nothing was sealed or opened. Asking again later is safe. */
export class KeysUnavailable extends ToldError {
  constructor(options?: ErrorOptions, words = UNREACHED) {
    super(words, options);
    this.name = 'KeysUnavailable';
  }
}

/** The server of the data keys answers, and refuses until an operator has changed something: nothing was sealed or opened. */
export class KeysRefused extends KeysUnavailable {
  readonly code: `KEYS_${Refused}`;

  /** `answer`: the server's name for it. */
  constructor(
    readonly because: Refused,
    answer: string,
  ) {
    super(undefined, REFUSALS[because](answer));
    this.name = 'KeysRefused';
    this.code = `KEYS_${because}`;
  }
}

const REFUSALS: Readonly<Record<Refused, (answer: string) => Words>> = {
  ACCESS_DENIED: (answer) => ({
    zh: `MongoDB拒绝访问数据密钥（${answer}）：请核对 KEY_STORE（未设时为 READ_STORE）中的用户、密码和 authSource，以及该用户是否可读写“库名-keys”这个库`,
    en: `MongoDB refuses access to the data keys (${answer}): make sure of user, password and authSource in KEY_STORE, or READ_STORE where that is not set, and that the user may read and write the database <name>-keys`,
  }),
  DISK_FULL: (answer) => ({
    zh: `MongoDB没有磁盘空间存放数据密钥（${answer}）：请为它腾出空间`,
    en: `MongoDB has no room on its disk for the data keys (${answer}): make room for it`,
  }),
};

/** What holds the data keys contradicts itself, and only a backup has what is missing. */
export class KeysDamaged extends KeysUnavailable {
  constructor({ zh, en }: Words, options?: ErrorOptions) {
    super(options, {
      zh: `${zh}：请从最近的备份恢复密钥`,
      en: `${en}: bring the keys back from the latest backup`,
    });
    this.name = 'KeysDamaged';
  }
}

/** One of them: the others are as they were. */
export const dataKeyDamaged = (subject: string, cause: unknown): KeysDamaged =>
  new KeysDamaged(
    {
      zh: `${subject}的数据密钥已损坏，或是别人的`,
      en: `the data key of ${subject} is damaged, or that of another`,
    },
    { cause },
  );
