import type { Metadata, ServiceError } from '@grpc/grpc-js';
import { accessDenied, broken, notLeader, notReady, unauthenticated } from './refusing';

export type State = 'LEADER' | 'FOLLOWER' | 'CLONE' | 'UNKNOWN';

/** A node of a cluster, as the others tell of it. */
export interface Member {
  readonly host: string;
  readonly port: number;
  readonly state: State;
  readonly isAlive: boolean;
}

/** How the stand-in is told to misbehave. A broken wire is made outside of it, a frozen process by a signal. */
export interface Manners {
  isNotReady: boolean;
  /** Where the leader is, for who asks for it; null where this node leads. */
  leader: { readonly host: string; readonly port: number } | null;
  /** What is told of the cluster; null: this node is alone. */
  members: readonly Member[] | null;
  /** Passwords by name; null: whoever comes may do everything. */
  users: Readonly<Record<string, string>> | null;
  /** Whether a user may read the log of all streams. */
  mayReadAll: boolean;
  /** Reads end with an error that nobody has seen before. */
  isBroken: boolean;
  /** Killed after so many appends are on disk and before they are answered. */
  diesAfter: number | null;
  /** Between two events of a subscription. */
  deliveryMs: number;
  /** So many subscriptions, from the first that was ever opened, stay up and carry nothing any more. */
  silentUpTo: number;
  /** Subscriptions are confirmed, and end at once. */
  dropsSubscriptions: boolean;
  /** The first event of each subscription is handed over once more. */
  repeatsFirst: boolean;
  /** While it catches up it says of what it is about to hand over that it has done so. */
  isHasty: boolean;
}

export const wellMannered = (): Manners => ({
  isNotReady: false,
  leader: null,
  members: null,
  users: null,
  mayReadAll: true,
  isBroken: false,
  diesAfter: null,
  deliveryMs: 0,
  silentUpTo: 0,
  dropsSubscriptions: false,
  repeatsFirst: false,
  isHasty: false,
});

/** What a call is refused with at the moment. */
export const manner = (manners: Manners, metadata: Metadata): ServiceError | null => {
  const { isNotReady, leader, users } = manners;
  if (isNotReady) return notReady();
  if (users !== null) {
    const [authorization] = metadata.get('authorization');
    if (authorization === undefined) return accessDenied();
    if (!Object.entries(users).some((user) => String(authorization) === basic(user)))
      return unauthenticated();
  }
  const isAsked = metadata.get('requires-leader').some((value) => String(value) === 'true');
  return leader !== null && isAsked ? notLeader(leader) : null;
};

/** As {@link manner}, of a call that reads. */
export const readingManner = (
  manners: Manners,
  metadata: Metadata,
  isOfAll: boolean,
): ServiceError | null => {
  const refusal = manner(manners, metadata);
  if (refusal !== null) return refusal;
  if (isOfAll && !manners.mayReadAll) return accessDenied();
  return manners.isBroken ? broken() : null;
};

const basic = (user: readonly [string, string]): string =>
  `Basic ${Buffer.from(user.join(':')).toString('base64')}`;
