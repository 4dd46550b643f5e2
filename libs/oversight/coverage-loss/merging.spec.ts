import { describe, expect, it } from '@jest/globals';
import { DryRun, dryRunOf } from '@testing/dry-run';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import {
  approved,
  binding,
  bound,
  chained,
  entityId,
  FIRST_VILLAGE,
  household,
  parameters,
  somebody,
  VIEWS,
} from '@oversight/coverage/story';
import { coverageConsequences } from './queries';

const day = '2025-01-02';
const of = (no: string, ...bindings: readonly Happening[]): readonly Happening[] => [
  household(no).registered(FIRST_VILLAGE, day),
  household(no).alleviated(day),
  household(no).assessed(day),
  ...bindings,
];
const ground = parameters({ 'coverage.minLeadingLevel': 'COUNTY' });
const losing = async (told: readonly Happening[], duplicate: string, into: string): Promise<unknown> => {
  const asked = { viewer: somebody('COUNTY_INFORMANT'), today: '2025-06-30' };
  const shelf = new Shelf([dryRunOf(coverageConsequences)], asked);
  await shelf.run(VIEWS, [...ground, ...told]);
  const merging = { command: 'MergeDuplicateEntity', after: { mergedInto: entityId(into) } };
  const answer = await shelf.ask(Object.assign(new DryRun(), { ...merging, id: entityId(duplicate) }));
  await shelf.close();
  return answer;
};
const loses = (coverageLost: number, singleLost: number) => ({
  effects: [{ effect: 'COVERAGE_LOSS', coverageLost, singleLost, denominatorLost: 0 }],
});

describe('who would lose coverage through the merger of a cooperative that is registered twice (3.4, 2)', () => {
  const twice = ['one', 'two'].flatMap((name) => approved(name, day));
  const enterprise = approved('enterprise', day, { level: 'COUNTY' });
  const held = of('1', ...bound('1', 'two', day));

  it('is nobody where its enterprise goes on with the one that stays', async () => {
    const told = [...twice, ...enterprise, ...chained('enterprise', 'two', day), ...held];
    expect(await losing(told, 'two', 'one')).toMatchObject(loses(0, 0));
  });

  it('is nobody where the one that stays has an enterprise, or the household itself', async () => {
    const chain = chained('enterprise', 'one', day);
    const both = [...twice, ...enterprise, ...chain, ...held];
    expect(await losing(both, 'two', 'one')).toMatchObject(loses(0, 0));
    expect(await losing([...both, ...bound('1', 'one', day)], 'two', 'one')).toMatchObject(loses(0, 0));
  });

  it('is whom the one that stays cannot hold', async () => {
    const [first, , ...other] = twice;
    const unadmitted = [...(first === undefined ? [] : [first]), ...other];
    const told = [...unadmitted, ...enterprise, ...chained('enterprise', 'two', day), ...held];
    expect(await losing(told, 'two', 'one')).toMatchObject(loses(1, 1));
  });

  it('is nobody who was not covered before', async () => {
    const told = [...twice, ...of('1', binding('1', 'two').proposed(day))];
    expect(await losing(told, 'two', 'one')).toMatchObject(loses(0, 0));
  });
});

describe('who would lose coverage through the merger of an enterprise that is registered twice', () => {
  const behind = [
    ...approved('coop', day),
    ...approved('two', day, { level: 'COUNTY' }),
    ...chained('two', 'coop', day),
    ...of('1', ...bound('1', 'coop', day)),
  ];

  it('is nobody where the one that stays is of a level that counts', async () => {
    const told = [...behind, ...approved('one', day, { level: 'MUNICIPAL' })];
    expect(await losing(told, 'two', 'one')).toMatchObject(loses(0, 0));
  });

  it('is everybody behind it where that one is of none that counts', async () => {
    const told = [...behind, ...approved('one', day, { level: 'CULTIVATED' })];
    expect(await losing(told, 'two', 'one')).toMatchObject(loses(1, 0));
  });
});
