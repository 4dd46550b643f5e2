import { handled } from '@command/handling';
import {
  clearLowIncome,
  eliminateRisk,
  identifyMonitoring,
  reopenMonitoring,
  setAlleviatedRecord,
  setLowIncome,
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
  ReopenMonitoring,
  SetAlleviatedRecord,
  SetLowIncome,
} from './commands';
import { assess, changeHead, correct, markVanished, move, recordIndustryWill, register } from './decider';
import { DOCUMENT_CLAIM, headFacts, nextHeadFacts, villageFacts } from './facts';
import { householdRefusals } from './refusals';
import { household, householdId } from './state';

export const handledHousehold = handled(household, householdRefusals, (handle) => [
  handle({
    command: RegisterHousehold,
    decide: register,
    creates: ({ householdNo }) => householdId(householdNo),
    place: ({ villageCode }) => villageCode,
    facts: async ({ command, circumstances }, lookup) => ({
      ...(await headFacts(lookup, circumstances.id, command)),
      ...(await villageFacts(lookup, command.villageCode, circumstances.effectiveDate)),
    }),
    claims: (_command, { documentFingerprint }) => [{ kind: DOCUMENT_CLAIM, key: documentFingerprint }],
  }),
  handle({ command: CorrectHouseholdData, decide: correct }),
  handle({
    command: ChangeHead,
    decide: changeHead,
    facts: ({ command, circumstances }, lookup) => nextHeadFacts(lookup, circumstances.id, command),
    claims: (_command, { documentFingerprint }) => [{ kind: DOCUMENT_CLAIM, key: documentFingerprint }],
  }),
  handle({ command: SetAlleviatedRecord, decide: setAlleviatedRecord }),
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
