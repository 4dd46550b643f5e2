import { handled } from '@command/handling';
import { MergeDivision, RecodeDivision, RegisterDivision, RenameDivision, SplitDivision } from './commands';
import { merge, recode, register, rename, split } from './decider';
import { parentIsUsed, unknownOf } from './facts';
import { divisionRefusals } from './refusals';
import { division, divisionId } from './state';

export const handledDivision = handled(division, divisionRefusals, (handle) => [
  handle({
    command: RegisterDivision,
    decide: register,
    creates: ({ code }) => divisionId(code),
    place: ({ code }) => code,
    facts: async ({ command, circumstances }, lookup) => ({
      parentIsUsed: await parentIsUsed(lookup, command.code, circumstances.effectiveDate),
    }),
  }),
  handle({ command: RenameDivision, decide: rename }),
  handle({
    command: MergeDivision,
    decide: merge,
    facts: async ({ command, circumstances }, lookup) => ({
      unknown: await unknownOf(lookup, [command.into], circumstances.effectiveDate),
    }),
  }),
  handle({
    command: SplitDivision,
    decide: split,
    facts: async ({ command, circumstances }, lookup) => ({
      unknown: await unknownOf(
        lookup,
        command.into.map(({ code }) => code),
        circumstances.effectiveDate,
      ),
    }),
  }),
  handle({
    command: RecodeDivision,
    decide: recode,
    facts: async ({ command, circumstances }, lookup) => ({
      unknown: await unknownOf(lookup, [command.newCode], circumstances.effectiveDate),
    }),
  }),
]);
