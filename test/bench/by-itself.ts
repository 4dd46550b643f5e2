import { parseAddress } from '@event-store/eventstoredb/connection-string';

/** Credentials make the client send every append by itself; without any it sends them together. */
export interface Way {
  readonly credentials?: { readonly username: string; readonly password: string };
}

/** Those of the address, or of a server that was never set up; one without users does not look at them. */
export const byItself = (url: string): Way => {
  const [user, password] = parseAddress(url).credentials.replace(/@$/, '').split(':').map(decodeURIComponent);
  return { credentials: { username: user || 'admin', password: password ?? 'changeit' } };
};
