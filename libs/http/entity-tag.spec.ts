import { describe, expect, it } from '@jest/globals';
import { entityTagOf, isHeld, revisionIn } from './entity-tag';

const tagOf = (answer: object): string => entityTagOf(answer, JSON.stringify(answer)) ?? '';

describe('the tag of an answer', () => {
  it('bears the revision, and differs wherever the answer does', () => {
    const [one, masked] = [
      { revision: 7, head: { headName: '王*' } },
      { revision: 7, head: null },
    ];
    expect(tagOf(one)).toMatch(/^"7-[\w-]{16}"$/);
    expect(tagOf(masked)).not.toBe(tagOf(one));
    expect(tagOf({ ...one })).toBe(tagOf(one));
  });

  it.each([{}, { revision: null }, { revision: '7' }, { items: [{ revision: 7 }] }])(
    'is none where it has no revision: %j',
    (answer) => {
      expect(entityTagOf(answer, '')).toBeNull();
    },
  );

  it('is read for its revision, as that of a command is', () => {
    expect([revisionIn(tagOf({ revision: 7 })), revisionIn('"12"')]).toEqual([7, 12]);
    expect(['7', '"7', '"7-"', '"x-7"', 'W/"7"', '*', '"7", "8"'].map(revisionIn)).toEqual(
      Array.from({ length: 7 }, () => null),
    );
  });

  it.each([
    ['"7-a"', true],
    ['W/"7-a"', true],
    ['"6-z", "7-a"', true],
    ['*', true],
    ['"7"', false],
    ['"7-b"', false],
    ['7-a', false],
    [undefined, false],
    [['"7-a"'], false],
  ])('is held by who names it: %j', (held, isNamed) => {
    expect(isHeld(held, '"7-a"')).toBe(isNamed);
  });
});
