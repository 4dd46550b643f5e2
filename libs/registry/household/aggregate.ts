import { handled } from '@command/handling';
import type { Claim } from '@command/lookup';
import {
  clearLowIncome,
  eliminateRisk,
  identifyMonitoring,
  reopenMonitoring,
  setAlleviatedRecord,
  setLowIncome,
  voidAlleviatedRecord,
} from './category-rules';
import {
  AssessEligibility,
  ChangeHead,
  ClearLowIncome,
  CorrectHouseholdData,
  EliminateRisk,
  IdentifyMonitoring,
  MarkHouseholdVanished,
  MoveHousehold,
  RecordIndustryWill,
  RegisterHousehold,
  ReindexHousehold,
  ReopenMonitoring,
  SetAlleviatedRecord,
  SetLowIncome,
  VoidAlleviatedRecord,
} from './commands';
import {
  assess,
  changeHead,
  correct,
  markVanished,
  move,
  recordIndustryWill,
  register,
  reindex,
} from './decider';
import { holderMet } from './document-met';
import { headFacts, nextHeadFacts, reindexFacts, villageFacts } from './facts';
import { householdRefusals } from './refusals';
import { household, householdId } from './state';

const claims = (_command: object, facts: { readonly claims: readonly Claim[] }): readonly Claim[] =>
  facts.claims;

export const handledHousehold = handled(household, householdRefusals, (handle) => [
  handle({
    command: RegisterHousehold,
    decide: register,
    creates: ({ householdNo }) => householdId(householdNo),
    place: ({ villageCode }) => villageCode,
    facts: async ({ command, circumstances }, lookup) => ({
      ...(await headFacts(lookup, circumstances, command)),
      ...(await villageFacts(lookup, command.villageCode, circumstances.effectiveDate)),
    }),
    claims,
    meets: holderMet,
  }),
  handle({ command: CorrectHouseholdData, decide: correct }),
  handle({
    command: ChangeHead,
    decide: changeHead,
    facts: ({ command, circumstances }, lookup) => nextHeadFacts(lookup, circumstances, command),
    claims,
    meets: holderMet,
  }),
  handle({ command: ReindexHousehold, decide: reindex, facts: reindexFacts, claims }),
  handle({ command: SetAlleviatedRecord, decide: setAlleviatedRecord }),
  handle({ command: VoidAlleviatedRecord, decide: voidAlleviatedRecord }),
  handle({ command: IdentifyMonitoring, decide: identifyMonitoring }),
  handle({ command: EliminateRisk, decide: eliminateRisk }),
  handle({ command: ReopenMonitoring, decide: reopenMonitoring }),
  handle({ command: SetLowIncome, decide: setLowIncome }),
  handle({ command: ClearLowIncome, decide: clearLowIncome }),
  handle({ command: AssessEligibility, decide: assess }),
  handle({ command: RecordIndustryWill, decide: recordIndustryWill }),
  handle({
    command: MoveHousehold,
    decide: move,
    facts: ({ command, circumstances }, lookup) =>
      villageFacts(lookup, command.to, circumstances.effectiveDate),
  }),
  handle({ command: MarkHouseholdVanished, decide: markVanished }),
]);
