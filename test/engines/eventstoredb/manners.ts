import type { Metadata, ServiceError } from '@grpc/grpc-js';
import { notLeader, notReady } from './refusing';

/** How the stand-in is told to misbehave. A broken wire is made outside of it, a frozen process by a signal. */
export interface Manners {
  isNotReady: boolean;
  /** Where the leader is, for who asks for it; null where this node leads. */
  leader: { readonly host: string; readonly port: number } | null;
  /** Killed after so many appends are on disk and before they are answered. */
  diesAfter: number | null;
  /** Between two events of a subscription. */
  deliveryMs: number;
}

export const wellMannered = (): Manners => ({
  isNotReady: false,
  leader: null,
  diesAfter: null,
  deliveryMs: 0,
});

/** What a call is refused with at the moment. */
export const manner = ({ isNotReady, leader }: Manners, metadata: Metadata): ServiceError | null => {
  if (isNotReady) return notReady();
  const isAsked = metadata.get('requires-leader').some((value) => String(value) === 'true');
  return leader !== null && isAsked ? notLeader(leader) : null;
};
