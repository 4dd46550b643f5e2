import { describe, expect, it } from '@jest/globals';
import { villageCodes } from './foundation';
import { familiesOf } from './members';
import { officialLists } from './official-lists';
import { HUANING } from './officers';
import { planPeople } from './people';
import { COUNTY, SMALL } from './size';
import { boundOf, losingOf } from './ties';

describe.each([
  ['the county', COUNTY],
  ['the small county', SMALL],
])('the families of %s', (_, size) => {
  const people = planPeople(size, villageCodes(officialLists()[HUANING] ?? ''));
  const families = familiesOf(people);

  it('count one with a child that keeps its binding, besides the one that another heads', () => {
    const [handedOver] = families.filter(({ population }) => population === 4 || population === 3);
    const losing = losingOf(size, people);
    const keeping = boundOf(size, people).filter((person) => !losing.includes(person));
    const parting = families.filter(
      (person) => person !== handedOver && person.population > 2 && keeping.includes(person),
    );
    expect(handedOver).toBeDefined();
    expect(parting.length).toBeGreaterThan(0);
  });
});
