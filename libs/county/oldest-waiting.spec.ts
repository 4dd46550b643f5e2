import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { START, type EventStore, type Position } from '@event-store/event-store';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { OldestWaiting } from './oldest-waiting';

const recorded = (recordedAt: string) => ({
  id: randomUUID(),
  type: 'Noted',
  data: {},
  metadata: { recordedAt },
});

describe('the oldest event that waits', () => {
  const counting = (store: EventStore) => {
    const asked: Position[] = [];
    const readAll: EventStore['readAll'] = (selection) => {
      asked.push(selection.from);
      return store.readAll(selection);
    };
    return { asked, waiting: new OldestWaiting({ readAll }) };
  };

  it('is read once for all who have come as far, and not again while they stand still', async () => {
    const store = SqliteEventStore.open(':memory:');
    const { position } = await store.append('note-1', 'no-stream', [recorded('2025-01-01T00:00:00.000Z')]);
    const head = (await store.append('note-1', 0, [recorded('2025-01-02T00:00:00.000Z')])).position;
    const { asked, waiting } = counting(store);
    const first = await waiting.after([START, position, START, START]);
    expect([first.get(START), first.get(position)]).toEqual([
      '2025-01-01T00:00:00.000Z',
      '2025-01-02T00:00:00.000Z',
    ]);
    expect((await waiting.after([START, head])).get(head)).toBeNull();
    expect(asked).toEqual([START, position, head]);
    await store.append('note-1', 1, [recorded('2025-01-03T00:00:00.000Z')]);
    expect((await waiting.after([head])).get(head)).toBe('2025-01-03T00:00:00.000Z');
    await store.close();
  });
});
