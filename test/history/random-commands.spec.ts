import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { Refusal } from '@kernel/refusal';
import { enveloped } from '@command/envelope';
import { Forbidden, NotFound } from '@command/faults';
import { START, type RecordedEvent } from '@event-store/event-store';
import { verify } from '@event-store/verify';
import { RunningCounty } from '../e2e/running-county';
import { expectViewsFromZero } from '../faults/views-from-zero';
import { anyCommand, type Sent } from './random-commands';

describe('whatever people send', () => {
  let county: RunningCounty;
  let number = 0;

  beforeAll(async () => {
    county = await RunningCounty.start('2025-04-01');
    const admin = county.as('ADMIN');
    for (const code of ['530424000000', '530424102000', '530424102201', '530424102202'])
      await admin.does('/divisions', { code, name: code, source: '测试', effectiveDate: '2020-01-01' });
  });

  afterAll(() => county.stop());

  /** The number of events it led to; 0 where it was refused by a rule or by right. */
  const send = async ({ command, id, actor, day }: Sent): Promise<number> => {
    number += 1;
    const target = id === undefined ? {} : { id };
    const envelope = {
      commandId: derivedId('random', number),
      actor,
      effectiveDate: calendarDate(day),
      reason: 'why',
      ...target,
    };
    try {
      return (await county.county.dispatcher.dispatch(enveloped(command, envelope))).events.length;
    } catch (error) {
      if (error instanceof Refusal || error instanceof Forbidden || error instanceof NotFound) return 0;
      throw error;
    }
  };

  it('is refused with a code or becomes events that fold, and nothing else ever happens', async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyCommand, { minLength: 40, maxLength: 120 }), async (sent) => {
        for (const one of sent) written += await send(one);
      }),
      { numRuns: 25 },
    );
    expect(written).toBeGreaterThan(50);
  }, 120_000);

  it('leaves a chain that verifies and views that equal a fold from zero', async () => {
    await county.settle();
    for await (const { breaks } of verify(county.county.store)) expect(breaks).toEqual([]);
    const events: RecordedEvent[] = [];
    for await (const batch of county.county.store.readAll({ from: START })) events.push(...batch.events);
    await expectViewsFromZero(county.county, events);
  }, 120_000);
});
