import { KeysUnavailable } from './key-store';

/** Wraps data keys under master keys, which are known by their names and never leave it. */
export interface Kms {
  /** Name of the master key that a county begins with, or that a rotation leads to. */
  readonly wanted: string;
  /** @throws UnknownMasterKey */
  wrap(under: string, key: Buffer, bound: string): Promise<Buffer>;
  /** @throws UnknownMasterKey */
  unwrap(wrapped: Buffer, bound: string): Promise<Buffer>;
  /** Name of the master key that a data key is under; null for one that was wrapped before master keys had names. */
  nameIn(wrapped: Buffer): string | null;
}

/** A data key is under a master key that is not at hand. */
export class UnknownMasterKey extends KeysUnavailable {
  constructor(readonly key: string | null) {
    super(
      undefined,
      key === null
        ? {
            zh: '有数据密钥用的主密钥不在手边',
            en: 'a data key is under a master key that is not at hand',
          }
        : {
            zh: `数据密钥用的主密钥${key}不在手边`,
            en: `data keys are under the master key ${key}, which is not at hand`,
          },
    );
    this.name = 'UnknownMasterKey';
  }
}
