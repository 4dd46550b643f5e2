import { ToldError, type Words } from '@kernel/words';
import { linkOf } from '@event-store/chain';
import {
  DamagedEvent,
  DamagedLog,
  START,
  type EventStore,
  type Position,
  type RecordedEvent,
} from '@event-store/event-store';
import type { Note } from '@read-store/notes';
import type { ReadStore } from '@read-store/read-store';
import type { Log } from './log';

/** An event that stood in the log when this was written, and where: another log has another event there, an older one none. */
export type Landmark = Note & {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly hash: string | null;
};

interface Place {
  readonly store: EventStore;
  readonly views: ReadStore;
}

/**
 * The read models were folded from another log: that of another county, the same one before it was moved, or a later state of
 * the one that is here. Their checkpoints mean nothing in it, and what lies before them would never be taken.
 */
export class AnotherLog extends ToldError {
  readonly code = 'VIEWS_OF_ANOTHER_LOG';

  constructor(readonly sign: Words) {
    super({
      zh: `视图得自另一个事件库，或得自比现在更新的事件库（${sign.zh}）：停止本县所有进程，核对 EVENT_STORE 和 READ_STORE，再启动，视图会由所设的事件库从头生成`,
      en: `the read models follow from another log, or from a later state of this one (${sign.en}): stop every process of the county, make sure of EVENT_STORE and READ_STORE, start again, and they are built anew from the log that is set`,
    });
    this.name = 'AnotherLog';
  }
}

/** What shows that the read models do not follow from this log; null where nothing does. Damage in the log is no such sign. */
export const anotherLog = async (place: Place): Promise<AnotherLog | null> => {
  try {
    const sign = (await missing(place)) ?? (await ahead(place));
    return sign === null ? null : new AnotherLog(sign);
  } catch (error) {
    if (error instanceof DamagedEvent || error instanceof DamagedLog) return null;
    throw error;
  }
};

/** Before anything is served or projected: read models of another log are put away, and begin from this one's first event. */
export const followThisLog = async (place: Place, log: Pick<Log, 'warn'>): Promise<void> => {
  const other = await anotherLog(place);
  if (other === null) return;
  log.warn(`${other.code}: they are built anew from this log. ${other.message}`);
  await place.views.clear();
};

/** Remembers the newest event, by which this log is known again. @throws AnotherLog where it is not the one that is known */
export const keepLandmark = async (place: Place): Promise<void> => {
  const other = await anotherLog(place);
  if (other !== null) throw other;
  const known = await landmarkIn(place);
  const newest = await newestAfter(place.store, known?.position ?? START);
  if (newest === null) return;
  const { stream, revision, position } = newest;
  await place.views.notes.write('landmark', { id: 'log', stream, revision, position, hash: hashOf(newest) });
};

const landmarkIn = async ({ views }: Place): Promise<Landmark | undefined> =>
  (await views.notes.all<Landmark>('landmark'))[0];

const hashOf = (event: RecordedEvent): string | null => linkOf(event)?.hash ?? null;

const missing = async (place: Place): Promise<Words | null> => {
  const known = await landmarkIn(place);
  if (known === undefined) return null;
  const { stream, revision, position, hash } = known;
  const [event] = await place.store.readStream(stream, revision);
  if (event?.position === position && hashOf(event) === hash) return null;
  return {
    zh: `${stream} 版本${String(revision)}不在位置${position}，或已不是原来的事件`,
    en: `${stream} revision ${String(revision)} is not at ${position}, or is another event`,
  };
};

/** Where the engine counts events of this log alone. Elsewhere a checkpoint may lie behind its end, among records of others. */
const ahead = async ({ store, views }: Place): Promise<Words | null> => {
  const last = await store.lastGiven?.();
  if (last === undefined) return null;
  const found = (await views.standings()).find(({ checkpoint }) => checkpoint > last);
  if (found === undefined) return null;
  const { name, checkpoint } = found;
  return {
    zh: `${name}在位置${checkpoint}，事件库到${last}为止`,
    en: `${name} stands at ${checkpoint}, and the log ends at ${last}`,
  };
};

/** Up to the first that cannot be read. */
const newestAfter = async (store: EventStore, from: Position): Promise<RecordedEvent | null> => {
  if ((await store.head()) <= from) return null;
  let newest: RecordedEvent | null = null;
  try {
    for await (const { events } of store.readAll({ from })) newest = events.at(-1) ?? newest;
  } catch (error) {
    if (!(error instanceof DamagedEvent || error instanceof DamagedLog)) throw error;
  }
  return newest;
};
