import { wordsOf, type Words } from '@kernel/words';
import { DamagedEvent, DamagedLog } from '@event-store/event-store';
import { KeysUnavailable } from '@privacy/key-store';
import { ViewsUnavailable } from '@read-store/unavailable';

/** Whether something is as it should be, and what it is. */
export type Finding = readonly [ok: boolean, what: Words];

const FAULTS = [DamagedEvent, DamagedLog, KeysUnavailable, ViewsUnavailable];

/** A log that is damaged stops no other check, nor do read models or keys that are, or whose server is away or refuses. */
export const asFarAsRead = async (check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> => {
  try {
    return await check();
  } catch (error) {
    if (FAULTS.some((kind) => error instanceof kind)) return [[false, wordsOf(error)]];
    throw error;
  }
};
