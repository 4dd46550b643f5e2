import { existsSync } from 'node:fs';
import type { Trust } from '@event-store/sealing/trust';
import { purposeKey } from '@privacy/cipher';
import { KeyRing } from '@privacy/key-ring';
import { Vault } from '@privacy/vault';
import { openKeyStoreToRead } from './key-engine';
import { knownMasterKey, masterKeysOf } from './master-key';
import { ownKeys } from './sealing';
import type { Settings } from './settings';

export interface HeldKeys {
  readonly own: NonNullable<Trust['own']>;
  close(): Promise<void>;
}

/** For one who looks at a log and must not change a county: null where its keys or its master key are not at hand. */
export const heldKeys = (settings: Settings): HeldKeys | null => {
  const master = knownMasterKey(settings);
  const file = /^sqlite:(.+)$/.exec(settings.keyStore)?.[1];
  if (master === null || (file !== undefined && !existsSync(file))) return null;
  const keys = openKeyStoreToRead(settings.keyStore);
  const vault = new Vault(keys, new KeyRing(() => masterKeysOf(settings)), purposeKey(master, 'fingerprint'));
  return { own: ownKeys({ vault }), close: () => keys.close() };
};
