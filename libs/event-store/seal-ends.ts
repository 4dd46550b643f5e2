import { ToldError } from '@kernel/words';
import { DamagedEvent, START, type EventStore, type Position } from './event-store';
import type { Break, Found } from './examination';
import { positionOfPlace } from './place';
import type { Seal } from './sealing/events';

/** There is no such seal between which to look. */
export class SealUnknown extends ToldError {
  constructor(number: number, last: number) {
    super({
      zh: `没有第${String(number)}号封签，最后一个是第${String(last)}号`,
      en: `there is no seal ${String(number)}; the last is ${String(last)}`,
    });
    this.name = 'SealUnknown';
  }
}

/** @throws SealUnknown */
export const numbered = (seals: readonly Seal[], number: number): Seal => {
  const seal = seals.find((one) => one.number === number);
  if (seal === undefined) throw new SealUnknown(number, seals.at(-1)?.number ?? 0);
  return seal;
};

/** Up to the event with which a seal ends. */
export const upTo = (found: readonly Found[], { last }: Seal): readonly Found[] => {
  const index = found.findIndex(
    ({ place }) => place.stream === last.stream && place.revision === last.revision,
  );
  return index < 0 ? found : found.slice(0, index + 1);
};

/** Null where the event with which it ends is gone or cannot be read. */
export const positionOf = async (store: EventStore, { last }: Seal): Promise<Position | null> => {
  try {
    return await positionOfPlace(store, last);
  } catch (error) {
    if (error instanceof DamagedEvent) return null;
    throw error;
  }
};

export const gone = ({ number, last }: Seal): Break => ({
  kind: 'NOT_AS_SEALED',
  position: START,
  event: null,
  detail: {
    zh: `第${String(number)}号封签的最后一个事件（${last.stream} 版本${String(last.revision)}）不见了或无法读取：请核对整个事件库`,
    en: `the event with which seal ${String(number)} ends (${last.stream} revision ${String(last.revision)}) is gone or cannot be read: verify the whole log`,
  },
});
