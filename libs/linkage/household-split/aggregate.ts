import { handled } from '@command/handling';
import { SplitHousehold } from './commands';
import { split } from './decider';
import { splitFacts, villageOf } from './facts';
import { householdSplitRefusals } from './refusals';
import { householdSplit, householdSplitId } from './state';

export const handledHouseholdSplit = handled(householdSplit, householdSplitRefusals, (handle) => [
  handle({
    command: SplitHousehold,
    decide: split,
    facts: splitFacts,
    creates: ({ newHouseholdNo }) => householdSplitId(newHouseholdNo),
    place: villageOf,
  }),
]);
