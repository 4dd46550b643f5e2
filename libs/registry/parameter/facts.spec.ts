import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import type { Aggregate, Event } from '@kernel/decider';
import { divisionCode } from '@kernel/division-code';
import type { Json } from '@kernel/json';
import { handled } from '@command/handling';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import { handledParameter } from './aggregate';
import { ApprovePolicyParameter, ProposePolicyParameter } from './commands';
import { parameterIfSet, parameterInForce } from './facts';
import { admin, COUNTY, signer, TOWN, VILLAGE } from './story';

/** Some rule elsewhere that asks how many days a rectification has. */
class AskDays {
  static readonly title = '问整改期限';
  static readonly sentBy = ['TOWN_INFORMANT'] as const;
}
/** Another that only warns. */
class WarnOfDays extends AskDays {}

const asking: Aggregate<null, Event> = {
  ...{ category: 'asking', initial: null, evolve: () => null, events: {}, scope: () => VILLAGE },
};
const key = 'rectification.days';
const asked: Json[] = [];
const handledAsking = handled(asking, {}, (handle) => [
  handle({
    command: AskDays,
    creates: (_command, commandId) => commandId,
    facts: ({ circumstances: { effectiveDate: date } }, lookup) =>
      parameterInForce(lookup, key, { division: VILLAGE, date }),
    decide: (_command, _state, { value, source }) => {
      asked.push({ value, source });
      return [];
    },
  }),
  handle({
    command: WarnOfDays,
    creates: (_command, commandId) => commandId,
    facts: async ({ circumstances: { effectiveDate: date } }, lookup) => ({
      days: await parameterIfSet(lookup, key, { division: VILLAGE, date }),
    }),
    decide: (_command, _state, { days }) => {
      asked.push(days);
      return [];
    },
  }),
]);

const clerk: Actor = { user: 'clerk', role: 'TOWN_INFORMANT', scope: TOWN };
const propose = (value: Json, from: string, fields: Partial<ProposePolicyParameter> = {}) =>
  command(ProposePolicyParameter, {
    ...{ key, scope: COUNTY, value, effectiveFrom: calendarDate(from), sourceDocument: '县办法' },
    ...fields,
  });

describe('a parameter as the rules of other modules read it', () => {
  let desk: Desk;
  beforeEach(() => {
    asked.length = 0;
    desk = new Desk([handledParameter, handledAsking], Date.parse('2025-12-31T04:00:00.000Z'));
  });
  afterEach(() => desk.close());

  const proposed = async (...terms: Parameters<typeof propose>) => {
    const { events } = await desk.send(propose(...terms), admin);
    return command(ApprovePolicyParameter, { key, entryId: events[0]?.data['entryId'] as string });
  };
  const set = async (...terms: Parameters<typeof propose>) => desk.send(await proposed(...terms), signer);

  const answerOn = async (date: string, question: object = new AskDays()) => {
    await desk.send(question, clerk, { effectiveDate: calendarDate(date) });
    return asked.at(-1);
  };

  it('has no silent default: the rule does not answer', async () => {
    const refused = answerOn('2025-03-01');
    await expect(refused).rejects.toMatchObject({
      unmet: [{ code: 'PARAMETER_NOT_CONFIGURED', params: { key, division: VILLAGE, date: '2025-03-01' } }],
    });
    expect(await answerOn('2025-03-01', new WarnOfDays())).toBeNull();
  });

  it('is none before a second person has approved it', async () => {
    const approval = await proposed(30, '2025-01-01');
    await expect(answerOn('2025-03-01')).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    await expect(desk.send(approval, { ...signer, user: admin.user })).rejects.toThrow('DECIDED_BY_PROPOSER');
    await desk.send(approval, signer);
    expect(await answerOn('2025-03-01')).toMatchObject({ value: 30 });
  });

  it('is the value of the day asked for: a change on 1 July leaves the second quarter as it was (3.4.10)', async () => {
    await set(30, '2025-01-01');
    await set(15, '2025-07-01', { clause: '第二条' });
    expect(await answerOn('2025-06-30')).toEqual({ value: 30, source: '县办法' });
    expect(await answerOn('2025-07-01')).toEqual({ value: 15, source: '县办法 第二条' });
    await expect(answerOn('2024-12-31')).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
  });

  it('holds on its first and on its last day, and on none besides', async () => {
    await set(30, '2025-03-01', { effectiveTo: calendarDate('2025-03-31') });
    for (const day of ['2025-03-01', '2025-03-31'])
      expect(await answerOn(day, new WarnOfDays())).toMatchObject({ value: 30, scope: COUNTY });
    for (const day of ['2025-02-28', '2025-04-01']) expect(await answerOn(day, new WarnOfDays())).toBeNull();
  });

  it('is that of the town before that of the county', async () => {
    await set(30, '2025-01-01');
    await set(10, '2025-02-01', { scope: TOWN });
    expect(await answerOn('2025-01-31')).toMatchObject({ value: 30 });
    expect(await answerOn('2025-02-01')).toMatchObject({ value: 10 });
  });

  it('is proposed by the administrator and decided by the county government, for places of their own', async () => {
    await expect(desk.send(propose(30, '2025-01-01'), clerk)).rejects.toThrow('may not send');
    const elsewhere = propose(30, '2025-01-01', { scope: divisionCode('411423000000') });
    await expect(desk.send(elsewhere, admin)).rejects.toThrow('lies outside');
    const approval = await proposed(30, '2025-01-01');
    await expect(desk.send(approval, admin)).rejects.toThrow('may not send');
    const neighbour = { ...signer, scope: divisionCode('411423000000') };
    await expect(desk.send(approval, neighbour)).rejects.toThrow('lies outside');
    await expect(desk.send(approval, { ...signer, scope: TOWN })).rejects.toThrow('lies outside');
    const unknown = command(ApprovePolicyParameter, { key, entryId: VILLAGE });
    await expect(desk.send(unknown, signer)).rejects.toThrow('PARAMETER_PROPOSAL_UNKNOWN');
  });
});
