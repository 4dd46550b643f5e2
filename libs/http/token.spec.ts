import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { issueToken, Tokens } from './token';

const KEY = Buffer.alloc(32, 1);
const MORNING = Date.parse('2025-03-01T00:00:00.000Z');
const clerk: Actor = { user: 'li', role: 'TOWN_INFORMANT', scope: divisionCode('530424101000') };

describe('a token', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: MORNING, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('names who acts, each time it is shown', async () => {
    const tokens = new Tokens(KEY);
    const token = await issueToken(KEY, clerk, '1h');
    expect(await tokens.read(token)).toEqual({ kind: 'TRIAL', actor: clerk });
    expect(await tokens.read(token)).toEqual({ kind: 'TRIAL', actor: clerk });
  });

  it('ends at its time, also where it was read before', async () => {
    const tokens = new Tokens(KEY);
    const token = await issueToken(KEY, clerk, '1h');
    await tokens.read(token);
    jest.setSystemTime(MORNING + 3_600_000);
    await expect(tokens.read(token)).rejects.toMatchObject({ name: 'NotAuthenticated' });
  });

  it.each<[string, Actor]>([
    ['a household that it does not name', { ...clerk, role: 'HOUSEHOLD' }],
    ['a manager of nothing', { ...clerk, role: 'ENTITY_MANAGER' }],
    ['an officer and one household', { ...clerk, subjectId: derivedId('household', '1') }],
  ])('for %s is refused', async (_what, actor) => {
    const token = await issueToken(KEY, actor, '1h');
    await expect(new Tokens(KEY).read(token)).rejects.toMatchObject({ name: 'NotAuthenticated' });
  });

  it('of another key is refused, again and again', async () => {
    const tokens = new Tokens(KEY);
    const token = await issueToken(Buffer.alloc(32, 2), clerk, '1h');
    await expect(tokens.read(token)).rejects.toMatchObject({ name: 'NotAuthenticated' });
    await expect(tokens.read(token)).rejects.toMatchObject({ name: 'NotAuthenticated' });
  });
});
