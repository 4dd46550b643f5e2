import 'reflect-metadata';
import { addDays, calendarDate, dateInShanghai } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { enveloped } from '@command/envelope';
import { openCounty } from '@county/county';
import { aggregates } from '@county/modules';
import { projectionHost } from '@county/projection-host';
import { makeReady } from '@county/readiness';
import { settingsFrom } from '@county/settings';
import {
  categoryOf,
  metadataText,
  START,
  streamName,
  type Position,
  type RecordedEvent,
} from '@event-store/event-store';
import { instanceOf } from '@http/validation';
import { idOf } from '@projection/fold';
import { TestClock } from '../e2e/running-county';
import { foundCounty } from '../history/random/founding';
import { Model } from '../history/random/model';
import { anything } from '../history/random/moves';
import { senderOf } from '../history/random/people';
import { answerOf, kindOf } from '../history/random/promises';
import type { Request } from '../history/random/request';
import { Roll } from '../history/random/roll';

/**
 * A county in which people send whatever comes to their mind, until it is killed: a line on standard output for each command that was
 * acknowledged. What is known at the beginning of a life is what the log tells. All that is sent follows from the number of the life.
 */
const life = Number(process.argv[2]);
const roll = new Roll(life);
const clock = new TestClock(0);
const county = openCounty(settingsFrom(process.env), clock);
const model = new Model(calendarDate('2023-06-01'));
const BY_CATEGORY = new Map(aggregates.map(({ aggregate }) => [aggregate.category, aggregate]));

let seen: Position = START;
let sent = 0;

const learn = async (): Promise<void> => {
  for await (const { events } of county.store.readAll({ from: seen }))
    events.map(county.upcast).forEach(take);
};

const take = (event: RecordedEvent): void => {
  seen = event.position;
  const recorded = dateInShanghai(Date.parse(metadataText(event, 'recordedAt')));
  model.today = recorded > model.today ? recorded : model.today;
  const aggregate = BY_CATEGORY.get(categoryOf(event.stream));
  if (aggregate !== undefined) model.learn(aggregate, idOf(event.stream), [event]);
};

const send = async ({ type, body, id, on }: Request, actor: ReturnType<typeof senderOf>): Promise<void> => {
  const { made, faults } = instanceOf(type, body);
  if (faults.length > 0) return;
  const commandId = derivedId('chronicle', life, (sent += 1));
  const envelope = {
    ...{ commandId, actor, reason: '情况如此' },
    ...(id === undefined ? {} : { id }),
    ...(on === undefined ? {} : { effectiveDate: calendarDate(on) }),
  };
  const answer = await answerOf(county.dispatcher.dispatch(enveloped(made, envelope)));
  if (kindOf(answer) !== 'DONE' || !('outcome' in answer)) return;
  const { outcome } = answer;
  const { revision, position } = outcome;
  const stream = streamName(outcome.category, outcome.id);
  process.stdout.write(`${JSON.stringify({ commandId, stream, revision, position })}\n`);
  await learn();
};

/** Somebody who may; each comes from another person. */
const officer = ({ type }: Request, index: number) => ({
  user: `officer-${String(index)}`,
  role: type.sentBy[0] ?? 'SYSTEM',
  scope: divisionCode('530400000000'),
});

await learn();
clock.moveTo(model.today);
await makeReady(county);
const host = projectionHost(county);
await host.start();
if (seen === START)
  await foundCounty((request, index) => send(request, officer(request, index)), model, roll);

for (;;)
  if (roll.happens(0.07)) {
    model.today = addDays(model.today, roll.whole(1, 30));
    clock.moveTo(model.today);
    await host.tick(model.today);
    await learn();
  } else {
    const request = anything(model, roll);
    await send(request, senderOf(request, roll));
  }
