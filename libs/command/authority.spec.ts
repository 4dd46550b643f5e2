import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { authorise } from './authority';
import { Forbidden } from './faults';

const scope = divisionCode('530424000000');

const asked = (subjects: readonly string[], actor: Actor): Promise<boolean> => {
  const handled = { aggregate: { scope: () => scope } };
  const handling = { subjects: () => subjects };
  return authorise({ handled, handling, command: {} } as never, {}, { id: 'one', actor } as never);
};

const head: Actor = { user: 'head', role: 'HOUSEHOLD', scope, subjectId: 'one' };

describe('an actor who speaks for one household or entity', () => {
  it('may send what concerns it', async () => {
    expect(await asked(['one'], head)).toBe(true);
  });

  it('may not send what concerns another', async () => {
    await expect(asked(['other'], head)).rejects.toBeInstanceOf(Forbidden);
  });

  it('may not send what concerns it and another: nobody confirms a receipt for a neighbour', async () => {
    await expect(asked(['one', 'other'], head)).rejects.toBeInstanceOf(Forbidden);
  });

  it('is not judged by its division, which is only where it lives', async () => {
    expect(await asked(['one'], { ...head, scope: divisionCode('411423000000') })).toBe(true);
  });
});
