/**
 * Where wrong secrets came from. Who guesses is locked out where the guesses come from, so that nobody can lock out the owner
 * elsewhere; guesses from many places together lock out all places from which nobody has ever signed in.
 */
export interface Guessing {
  /** Failures in a row, by network. */
  readonly failures: Readonly<Record<string, number>>;
  /** Until when a network is locked out. */
  readonly locks: Readonly<Record<string, string>>;
  /** Networks from which somebody has signed in, the newest last. */
  readonly known: readonly string[];
  /** Failures from anywhere else since the last sign-in. */
  readonly strangers: number;
  readonly strangersLockedUntil: string | null;
}

export const noGuessing: Guessing = {
  ...{ failures: {}, locks: {}, known: [], strangers: 0, strangersLockedUntil: null },
};

/** So many times the attempts of one network are left to all strangers together. */
export const STRANGERS_SHARE = 10;
const REMEMBERED = 20;
/** More than can be locked out at a time while strangers are let try. */
const LOCKS_MAX = 100;

/** An IPv4 address; of IPv6 the 64 bits that one subscriber has. */
export const networkOf = (address: string): string => {
  const bare = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!bare.includes(':')) return bare;
  const [head = '', tail = ''] = bare.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
};

/** `now` is ISO 8601 in UTC. */
export const isLockedOut = (guessing: Guessing, address: string, now: string): boolean => {
  const network = networkOf(address);
  if ((guessing.locks[network] ?? '') > now) return true;
  return !guessing.known.includes(network) && (guessing.strangersLockedUntil ?? '') > now;
};

interface Locks {
  readonly lockedUntil: string | null;
  readonly strangersLockedUntil: string | null;
}

/** What one more failure locks. */
export const locksAfter = (
  guessing: Guessing,
  { address, attemptsAllowed, lockUntil }: { address: string; attemptsAllowed: number; lockUntil: string },
): Locks => {
  const network = networkOf(address);
  const isStranger = !guessing.known.includes(network);
  const isTooMany = (guessing.failures[network] ?? 0) + 1 >= attemptsAllowed;
  const areTooMany = isStranger && guessing.strangers + 1 >= attemptsAllowed * STRANGERS_SHARE;
  return {
    lockedUntil: isTooMany ? lockUntil : null,
    strangersLockedUntil: areTooMany ? lockUntil : null,
  };
};

export const failedFrom = (guessing: Guessing, address: string, locks: Locks): Guessing => {
  const network = networkOf(address);
  const { failures, known } = guessing;
  const isStranger = !known.includes(network);
  const counted = { ...failures, [network]: locks.lockedUntil === null ? (failures[network] ?? 0) + 1 : 0 };
  const failed = {
    ...guessing,
    failures: counted,
    locks: locks.lockedUntil === null ? guessing.locks : locked(guessing.locks, network, locks.lockedUntil),
    strangers: guessing.strangers + (isStranger ? 1 : 0),
  };
  return locks.strangersLockedUntil === null ? failed : { ...failed, ...strangersLocked(failed, locks) };
};

const locked = (locks: Guessing['locks'], network: string, until: string): Guessing['locks'] => {
  const { [network]: _before, ...others } = locks;
  return { ...Object.fromEntries(Object.entries(others).slice(1 - LOCKS_MAX)), [network]: until };
};

/** Who is no stranger goes on being counted. */
const strangersLocked = (
  { failures, known }: Guessing,
  { strangersLockedUntil }: Locks,
): Partial<Guessing> => ({
  ...{ strangers: 0, strangersLockedUntil },
  failures: Object.fromEntries(Object.entries(failures).filter(([network]) => known.includes(network))),
});

/** The secret was known there: what was wrong before was a slip. */
export const signedInFrom = ({ known }: Guessing, address: string): Guessing => {
  const network = networkOf(address);
  return { ...noGuessing, known: [...known.filter((one) => one !== network), network].slice(-REMEMBERED) };
};
