import type { Leases } from '../leases';
import { reaching } from './failing';

/** The same, with every fault of the server or of the way there as everybody understands it. */
export const reachable = (leases: Leases): Leases => ({
  present: (holder, forMs) => reaching(() => leases.present(holder, forMs)),
  take: (projections, holder, forMs) => reaching(() => leases.take(projections, holder, forMs)),
  free: (projections, holder) => reaching(() => leases.free(projections, holder)),
  renew: (held, forMs) => reaching(() => leases.renew(held, forMs)),
  release: (lease) => reaching(() => leases.release(lease)),
  leave: (holder) => reaching(() => leases.leave(holder)),
});
