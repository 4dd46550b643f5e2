import { handled } from '@command/handling';
import {
  AcceptSuggestion,
  CorrectIncome,
  DeclineSuggestion,
  RecordIncome,
  SuggestIncome,
  VoidIncome,
  WithdrawSuggestion,
} from './commands';
import { accept, correct, decline, record, suggest, voidIncome, withdraw } from './decider';
import { correctionFacts, householdVillage, recordingFacts, suggestionFacts } from './facts';
import { warnOfSheet } from './plausibility';
import { incomeRefusals } from './refusals';
import { householdIncome, householdIncomeId } from './state';

export const handledIncome = handled(householdIncome, incomeRefusals, (handle) => [
  handle({
    command: RecordIncome,
    decide: record,
    warn: warnOfSheet,
    facts: recordingFacts,
    creates: ({ householdId, year }) => householdIncomeId(householdId, year),
    place: householdVillage,
  }),
  handle({ command: CorrectIncome, decide: correct, warn: warnOfSheet, facts: correctionFacts }),
  handle({ command: VoidIncome, decide: voidIncome }),
  handle({
    command: SuggestIncome,
    decide: suggest,
    facts: suggestionFacts,
    creates: ({ householdId, year }) => householdIncomeId(householdId, year),
    place: householdVillage,
  }),
  handle({
    command: WithdrawSuggestion,
    decide: withdraw,
    creates: ({ householdId, year }) => householdIncomeId(householdId, year),
    place: householdVillage,
  }),
  handle({ command: AcceptSuggestion, decide: accept }),
  handle({ command: DeclineSuggestion, decide: decline }),
]);
