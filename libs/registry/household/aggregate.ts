import { handled, type Handled } from '@command/handling';
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
  AddMember,
  AssessEligibility,
  ChangeHead,
  ClearLowIncome,
  CorrectHouseholdData,
  CorrectMemberData,
  EliminateRisk,
  IdentifyMonitoring,
  MarkHouseholdVanished,
  MoveHousehold,
  RecordIndustryWill,
  RegisterHousehold,
  ReindexHousehold,
  RemoveMember,
  ReopenMonitoring,
  SetAlleviatedRecord,
  SetLowIncome,
  VoidAlleviatedRecord,
} from './commands';
import { assess, correct, markVanished, move, recordIndustryWill, register } from './decider';
import { holderMet } from './document-met';
import { headFacts, memberFacts, nextHeadFacts, reindexFacts, villageFacts } from './facts';
import { HEALTH } from './health';
import { addMember, changeHead, correctMember, reindex, removeMember } from './member-rules';
import { householdRefusals } from './refusals';
import { household, householdId } from './state';

const claims = (_command: object, facts: { readonly claims: readonly Claim[] }): readonly Claim[] =>
  facts.claims;

/** Somebody comes with a document, which is one household's, and tells who has it. */
const withDocument = { claims, meets: holderMet };

export const handledHousehold: Handled = {
  confined: HEALTH,
  ...handled(household, householdRefusals, (handle) => [
    handle({
      command: RegisterHousehold,
      decide: register,
      creates: ({ householdNo }) => householdId(householdNo),
      place: ({ villageCode }) => villageCode,
      facts: async (asked, lookup) => ({
        ...(await headFacts(asked, lookup)),
        ...(await villageFacts(lookup, asked.command.villageCode, asked.circumstances.effectiveDate)),
      }),
      ...withDocument,
    }),
    handle({ command: CorrectHouseholdData, decide: correct }),
    handle({ command: ChangeHead, decide: changeHead, facts: nextHeadFacts, ...withDocument }),
    handle({ command: AddMember, decide: addMember, facts: memberFacts, ...withDocument }),
    handle({ command: CorrectMemberData, decide: correctMember, facts: memberFacts, ...withDocument }),
    handle({ command: RemoveMember, decide: removeMember }),
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
  ]),
};
