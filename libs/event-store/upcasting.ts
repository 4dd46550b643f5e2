import type { RecordedEvent } from './event-store';

/** The data of an event of one version in the shape of the next. It must not refuse: what has happened has happened. */
export type Upcaster = (data: RecordedEvent['data'], event: RecordedEvent) => RecordedEvent['data'];

/** Version that is written today, by event type. */
export type Versions = Readonly<Record<string, number>>;

/** `{ IncomeRecorded: { 1: from1to2, 2: from2to3 } }`: by type, then by the version it starts from. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcaster>>>>;

/** The chains do not lead from version 1 to the current one. Known at start, before any event is read. */
export class UpcastingGap extends Error {
  constructor(readonly holes: readonly string[]) {
    super(`upcasters are incomplete: ${holes.join('; ')}`);
    this.name = 'UpcastingGap';
  }
}

/** Written by a newer version of this program, or by something else. */
export class UnknownEvent extends Error {
  constructor(
    readonly event: RecordedEvent,
    reason: string,
  ) {
    super(`${event.type} at revision ${String(event.revision)} of ${event.stream}: ${reason}`);
    this.name = 'UnknownEvent';
  }
}

/** Brings a stored event to the current shape of its type; what is stored stays as it is. @throws UpcastingGap here, UnknownEvent later */
export const upcasting = (
  versions: Versions,
  upcasters: Upcasters = {},
): ((event: RecordedEvent) => RecordedEvent) => {
  const current = new Map(Object.entries(versions));
  const steps = new Map(Object.entries(upcasters));
  const holes = [...missing(current, steps), ...superfluous(current, steps)];
  if (holes.length > 0) throw new UpcastingGap(holes);
  return (event) => {
    const version = current.get(event.type);
    if (version === undefined) throw new UnknownEvent(event, 'no such event type is known');
    const stored = schemaVersionOf(event, version);
    return stored === version ? event : lifted({ event, stored, version }, steps.get(event.type) ?? {});
  };
};

type Steps = ReadonlyMap<string, Readonly<Record<number, Upcaster>>>;

const missing = (current: ReadonlyMap<string, number>, steps: Steps): readonly string[] =>
  [...current].flatMap(([type, version]) => {
    if (!Number.isSafeInteger(version) || version < 1)
      return [`${type} has no version but ${String(version)}`];
    const known = steps.get(type) ?? {};
    return Array.from({ length: version - 1 }, (_, index) => index + 1)
      .filter((from) => known[from] === undefined)
      .map((from) => `${type} ${String(from)} → ${String(from + 1)} is missing`);
  });

const superfluous = (current: ReadonlyMap<string, number>, steps: Steps): readonly string[] =>
  [...steps].flatMap(([type, known]) =>
    Object.keys(known)
      .filter((from) => !(Number(from) >= 1 && Number(from) < (current.get(type) ?? 0)))
      .map((from) => `${type} ${from} leads nowhere`),
  );

const schemaVersionOf = (event: RecordedEvent, current: number): number => {
  const { schemaVersion } = event.metadata;
  if (typeof schemaVersion !== 'number' || !Number.isSafeInteger(schemaVersion) || schemaVersion < 1)
    throw new UnknownEvent(event, 'it carries no schema version');
  if (schemaVersion > current)
    throw new UnknownEvent(
      event,
      `version ${String(schemaVersion)} is newer than ${String(current)}, the newest known`,
    );
  return schemaVersion;
};

interface Lift {
  readonly event: RecordedEvent;
  readonly stored: number;
  readonly version: number;
}

const lifted = (
  { event, stored, version }: Lift,
  steps: Readonly<Record<number, Upcaster>>,
): RecordedEvent => {
  let data = event.data;
  for (let from = stored; from < version; from += 1) data = steps[from]?.(data, event) ?? data;
  return { ...event, data, metadata: { ...event.metadata, schemaVersion: version } };
};
