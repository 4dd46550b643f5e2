import type { DivisionCode } from '@kernel/division-code';
import { Refusal } from '@kernel/refusal';
import { handled } from '@command/handling';
import { AcceptSuggestion, CorrectIncome, DeclineSuggestion, RecordIncome, SuggestIncome } from './commands';
import { accept, correct, decline, record, suggest } from './decider';
import { householdFacts, recordingFacts, type RecordingFacts } from './facts';
import { incomeRefusals } from './refusals';
import { householdIncome, householdIncomeId } from './state';

const villageOf = (
  _command: object,
  { household: { villageCode } }: Pick<RecordingFacts, 'household'>,
): DivisionCode => {
  if (villageCode === null) throw new Refusal('HOUSEHOLD_UNKNOWN');
  return villageCode;
};

export const handledIncome = handled(householdIncome, incomeRefusals, (handle) => [
  handle({
    command: RecordIncome,
    decide: record,
    facts: recordingFacts,
    creates: ({ householdId, year }) => householdIncomeId(householdId, year),
    scope: villageOf,
  }),
  handle({ command: CorrectIncome, decide: correct }),
  handle({
    command: SuggestIncome,
    decide: suggest,
    facts: householdFacts,
    creates: ({ householdId, year }) => householdIncomeId(householdId, year),
    scope: villageOf,
  }),
  handle({ command: AcceptSuggestion, decide: accept }),
  handle({ command: DeclineSuggestion, decide: decline }),
]);
