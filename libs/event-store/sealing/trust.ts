/** What is known of a log from elsewhere: without it a log that was written anew with keys of its own agrees with itself. */
export interface Trust {
  /** Codes of roots as they were published. */
  readonly published?: readonly string[];
  /** Fingerprints of keys as they were published: each seal is made with one of them, or with one that they endorse in turn. */
  readonly keys?: readonly string[];
  /** Fingerprint of the key with this number as this county keeps it; null where it has none. It keeps every key of its own. */
  readonly own?: (number: number) => Promise<string | null>;
}
