import { randomBytes } from 'node:crypto';
import type { SealSecrets } from './seal-book';

/** Secrets that die with the spec. */
export const memorySecrets = (): SealSecrets & { replace(number: number, secret: Buffer): void } => {
  const secrets = new Map<number, Buffer>();
  return {
    make: (number) => {
      const secret = secrets.get(number) ?? randomBytes(32);
      secrets.set(number, secret);
      return Promise.resolve(secret);
    },
    known: (number) => Promise.resolve(secrets.get(number) ?? null),
    replace: (number, secret) => void secrets.set(number, secret),
  };
};
