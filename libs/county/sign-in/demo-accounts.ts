import { History } from '@command/history';
import { LogUnavailable } from '@event-store/event-store';
import { user, userId } from '@registry/user/state';
import type { County } from '../county';

/** Accounts of a demonstration: their password is published, so that anybody may try them. */
export const DEMO_ACCOUNTS = ['demo-admin', 'demo-clerk', 'demo-deputy', 'demo-auditor'] as const;
export type DemoAccount = (typeof DEMO_ACCOUNTS)[number];

/** In production nobody signs in with one, whatever its password has become. */
export const isDemoAccount = (login: string): boolean => (DEMO_ACCOUNTS as readonly string[]).includes(login);

export const DEMO_PASSWORD = 'everybody-may-try-2026';

/** The county is run for real with accounts whose password everybody knows. */
export class DemoSecrets extends Error {
  constructor(accounts: readonly string[]) {
    super(
      `this is a demonstration and cannot be run in production: everybody knows the password of ${accounts.join(', ')}; disable them, or begin with an empty county`,
    );
    this.name = 'DemoSecrets';
  }
}

/** A log that cannot be reached is no reason: the sign-in knows the accounts by name. @throws DemoSecrets */
export const requireNoDemoSecrets = async (county: County): Promise<void> => {
  if (!county.settings.production) return;
  const known = await enabledIn(county).catch((error: unknown) => {
    if (error instanceof LogUnavailable) return [];
    throw error;
  });
  if (known.length > 0) throw new DemoSecrets(known);
};

const enabledIn = async ({ store, upcast }: County): Promise<readonly string[]> => {
  const history = new History(store, upcast);
  const known = await Promise.all(
    DEMO_ACCOUNTS.map(async (login) => {
      const { state } = await history.load(user, userId(login));
      return state.enabled && state.password !== null ? [login] : [];
    }),
  );
  return known.flat();
};
