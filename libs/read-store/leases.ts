/** The right of one process to run a projection or policy, all versions of it, for a while. */
export interface Lease {
  readonly projection: string;
  readonly holder: string;
  /** Grows whenever the lease changes hands; from then on a commit with an older one is refused. */
  readonly token: number;
}

/**
 * Who runs what, where several processes share a read store. All times are the server's, so that the clocks of the
 * processes need not agree.
 */
export interface Leases {
  /** Tells that the holder lives for so much longer. @returns how many holders live, itself among them */
  present(holder: string, forMs: number): Promise<number>;
  /** Those of the projections that no other holder has. */
  free(projections: readonly string[], holder: string): Promise<readonly string[]>;
  /** All of them at once, from now on for so long, each with a new token. @returns those that no other holds */
  take(projections: readonly string[], holder: string, forMs: number): Promise<readonly Lease[]>;
  /** All of them at once, from now on for so long. @returns those that had not changed hands */
  renew(leases: readonly Lease[], forMs: number): Promise<readonly Lease[]>;
  /** Gives it back before its time; harmless when it is gone. */
  release(lease: Lease): Promise<void>;
  /** The holder ends; it is not waited for. */
  leave(holder: string): Promise<void>;
}
