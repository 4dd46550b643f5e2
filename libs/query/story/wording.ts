/** One step into a state: a field or key, or the place in a list, from 0. */
export type PathPart = string | number;

/** Reads what happened out in Chinese; what nobody has named reads as it is. */
export interface Wording {
  /** What officers call an event type. */
  readonly event: (type: string) => string;
  /** What officers call a rule that acts by itself; undefined for what is none. */
  readonly policy: (name: string) => string | undefined;
  /** What officers call a field, of an event where it is one's. */
  readonly field: (name: string, eventType?: string) => string;
  /** A place in a state. */
  readonly path: (parts: readonly PathPart[]) => string;
  readonly value: (field: string, value: unknown) => string;
  /** Fields and their values in the order in which they are told; the order in which they are stored says nothing. */
  readonly told: <T>(fields: Readonly<Record<string, T>>) => readonly (readonly [string, T])[];
}
