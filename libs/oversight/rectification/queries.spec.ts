import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import { rectificationBoard } from './projector';
import { rectificationAnswers, RectificationBoard, RectificationEntry } from './queries';
import { acknowledged, AGREEMENT, COOP, ordered, overdue, replied, somebody } from './story';

const [late, answered, elsewhere] = ['late', 'answered', 'elsewhere'].map((name) =>
  derivedId('rectification', name),
) as [string, string, string];

const happening = (id: string, event: { readonly type: string; readonly data: Happening['data'] }) =>
  ({ stream: `rectification-${id}`, ...event }) as Happening;

const orderedAt = (id: string, villageCode: string, dueDate: string) =>
  happening(id, { type: ordered.type, data: { ...ordered.data, villageCode, dueDate } });

const question = <Q extends object>(type: new () => Q, fields: Partial<Q>): Q =>
  Object.assign(new type(), fields);

describe('asking the rectification board', () => {
  const shelf = new Shelf(rectificationAnswers, { viewer: somebody('SUPERVISOR'), today: '2025-04-02' });
  const ids = async (asked: Partial<RectificationBoard>) => {
    const { items } = (await shelf.ask(question(RectificationBoard, asked))) as { items: { id: string }[] };
    return items.map(({ id }) => id);
  };

  beforeAll(() =>
    shelf.hold(rectificationBoard, [
      orderedAt(answered, '530424102201', '2025-04-10'),
      orderedAt(late, '530424102201', '2025-03-31'),
      orderedAt(elsewhere, '530402100201', '2025-03-31'),
      happening(late, acknowledged),
      happening(late, overdue),
      happening(answered, acknowledged),
      happening(answered, replied),
    ]),
  );

  afterAll(() => shelf.close());

  it('lists what lies in the scope, the earliest due date first', async () => {
    expect(await ids({})).toEqual([late, answered]);
  });

  it('filters by state, overdue, entity, agreement and due date', async () => {
    expect(await ids({ isOverdue: true })).toEqual([late]);
    expect(await ids({ isOverdue: false })).toEqual([answered]);
    expect(await ids({ state: 'REPLIED' })).toEqual([answered]);
    expect(await ids({ entityId: COOP, agreementId: AGREEMENT })).toEqual([late, answered]);
    expect(await ids({ agreementId: derivedId('agreement', 'another') })).toEqual([]);
    expect(await ids({ dueBy: '2025-04-09' as never })).toEqual([late]);
  });

  it('counts the days left only while a reply is awaited', async () => {
    const entry = (id: string) => shelf.ask(question(RectificationEntry, { id }));
    expect(await entry(late)).toMatchObject({ state: 'ACKNOWLEDGED', daysLeft: -2 });
    expect(await entry(answered)).toMatchObject({ state: 'REPLIED', daysLeft: null });
  });

  it('does not show another city', async () => {
    await expect(shelf.ask(question(RectificationEntry, { id: elsewhere }))).rejects.toMatchObject({
      code: 'OUT_OF_SCOPE',
    });
    await expect(ids({ division: divisionCode('530402000000') })).rejects.toMatchObject({
      code: 'OUT_OF_SCOPE',
    });
  });
});
