import { describe, expect, it } from '@jest/globals';
import { percentText, reaches } from '@kernel/ratio';
import { villageCodes } from './foundation';
import { planNeighbours } from './neighbour';
import { NINGLING } from './officers';
import { officialLists } from './official-lists';
import { documentNo, isTarget, planPeople } from './people';
import { COUNTY } from './size';

describe('the county next door, at the size of the demonstration (7.2)', () => {
  const villages = villageCodes(officialLists()[NINGLING] ?? '');
  const { eligible, bound } = COUNTY.neighbour;
  const people = planNeighbours(eligible, villages);

  it('has 2 000 households that count, of whom 1 999 are bound: 99.95 % and not all of them', () => {
    const counted = people.filter((person) => isTarget(person) && person.reasonIfNot === null);
    const covered = { numerator: bound, denominator: counted.length };
    expect([counted.length, bound, percentText(covered)]).toEqual([2_000, 1_999, '99.95']);
    expect(reaches(covered, { numerator: 1, denominator: 1 })).toBe(false);
  });

  it('shares no household and no document with the county itself', () => {
    const all = [...planPeople(COUNTY, villages), ...people];
    for (const names of [all.map(({ id }) => id), all.map(({ index }) => documentNo(index))])
      expect(new Set(names).size).toBe(all.length);
  });
});
