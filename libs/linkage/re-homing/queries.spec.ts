import { expect, it } from '@jest/globals';
import { activated, ended, GREEN_COOP, proposed, somebody, WANG } from '@linkage/household-binding/story';
import { entityRegister, registered } from '@registry/entity/story';
import { answering } from '@query/answering';
import type { Consequence } from '@query/context-module';
import { Shelf } from '@testing/shelf';
import type { Happening } from '@testing/events';
import { reHoming } from './projector';
import { reHomingConsequences } from './queries';

/** The consequence of a dry run, asked as if it were a question. */
class VoidTried {
  static readonly title = '试算';
  static readonly askedBy = 'ANYONE';
}
const [consequence] = reHomingConsequences as readonly [Consequence];
const planned = { id: WANG, command: {}, effectiveDate: null, before: {}, after: {} };
const tried = answering(VoidTried, (_question, views) => consequence.of(planned, views));

const vanished: Happening = {
  stream: `household-${WANG}`,
  type: 'HouseholdVanished',
  data: { on: '2025-02-20' },
};
const of = (id: string, data: object = {}): readonly Happening[] => [
  { stream: `householdBinding-${id}`, type: proposed.type, data: { ...proposed.data, ...data } },
  { stream: `householdBinding-${id}`, ...activated },
];
const gone = (id: string): Happening => ({
  ...{ stream: `householdBinding-${id}`, type: ended.type },
  data: { ...ended.data, cause: 'HOUSEHOLD_GONE' },
});

const told = async (...happenings: readonly Happening[]): Promise<object> => {
  const shelf = new Shelf([tried], { viewer: somebody('TOWN_INFORMANT'), today: '2025-03-01' });
  const coop = registered({ name: '绿园合作社' });
  const register = { stream: `entity-${GREEN_COOP}`, type: coop.type, data: coop.data as never };
  await shelf.run([reHoming, entityRegister], [register, ...happenings]);
  return shelf.ask(new VoidTried()).finally(() => shelf.close());
};

it('a dry run that brings a household back says where it has to be bound anew', async () => {
  const [one, other] = [of('b1'), of('b2', { entityId: GREEN_COOP, industry: 'VEGETABLE' })];
  expect(await told(...one, ...other, vanished, gone('b1'), gone('b2'))).toMatchObject({
    effect: 'TO_BE_BOUND_ANEW',
    bindings: [
      { id: 'b1', industry: 'FRUIT', cause: 'HOUSEHOLD_GONE', since: ended.data.on, entityName: null },
      { id: 'b2', industry: 'VEGETABLE', entityName: '绿园合作社' },
    ],
  });
  expect(await told(...one)).toEqual({ effect: 'TO_BE_BOUND_ANEW', bindings: [] });
});
