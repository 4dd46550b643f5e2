import { DamagedEvent, type RecordedEvent } from '@event-store/event-store';
import { AnotherLog } from './landmark';
import { ViewsDamaged } from '@read-store/unavailable';
import { BadWrite, DeclarationChanged, UnknownCollection, type ProjectionRef } from '@read-store/read-store';

/** A rebuild met an event it cannot take. */
export class Poisoned extends Error {
  constructor(
    { name, version }: ProjectionRef,
    { stream, revision }: Pick<RecordedEvent, 'stream' | 'revision'>,
    cause: Error,
  ) {
    super(`${name}@${version} stopped at revision ${revision} of ${stream}: ${cause.message}`, { cause });
    this.name = 'Poisoned';
  }
}

/** What some event led to, the store will not keep. */
export const isMisfit = (error: unknown): error is Error =>
  error instanceof BadWrite || error instanceof UnknownCollection;

/** Another version serves, or another runner has gone ahead. */
export class Moved extends Error {}

/** Trying again will not help: the code or the log must change first. */
export const isHopeless = (error: unknown): boolean =>
  error instanceof Poisoned ||
  error instanceof DeclarationChanged ||
  error instanceof DamagedEvent ||
  error instanceof ViewsDamaged ||
  error instanceof AnotherLog ||
  isMisfit(error);
