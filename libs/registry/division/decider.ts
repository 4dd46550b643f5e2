import type { CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { levelOf, parentOf, type DivisionCode } from '@kernel/division-code';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  MergeDivision,
  RecodeDivision,
  RegisterDivision,
  RenameDivision,
  SplitDivision,
} from './commands';
import type { DivisionEvent } from './events';
import { nameOn } from './names';
import { isUsedOn, type Division } from './state';

export interface ParentFacts {
  readonly parentIsUsed: boolean;
}

/** Those of the successors that are not in use on the day. */
export interface SuccessorFacts {
  readonly unknown: readonly DivisionCode[];
}

/** Above the county nothing is asked of the parent: provinces and cities are only needed where someone counts by them. */
export const register: Decide<RegisterDivision, Division, DivisionEvent, ParentFacts> = (
  command,
  division,
  facts,
) => {
  const { code, name, source } = command;
  const level = levelOf(code);
  const needsParent = level === 'TOWN' || level === 'VILLAGE';
  requireAll(
    division.code !== null && unmet('DIVISION_EXISTS', { code }, '/code'),
    needsParent &&
      !facts.parentIsUsed &&
      unmet('DIVISION_PARENT_UNKNOWN', { parent: parentOf(code), date: facts.effectiveDate }, '/code'),
  );
  return [{ type: 'DivisionRegistered', data: { code, name, level, on: facts.effectiveDate, source } }];
};

const requireUse = (division: Division, on: CalendarDate): DivisionCode => {
  const { code, since } = division;
  require(code !== null && since !== null && on >= since, 'DIVISION_DATE_BEFORE_USE', {
    since,
  }, '/effectiveDate');
  require(isUsedOn(division, on), 'DIVISION_NOT_IN_USE', { code, date: on }, '/effectiveDate');
  return code;
};

export const rename: Decide<RenameDivision, Division, DivisionEvent> = (
  { name, source },
  division,
  facts,
) => {
  const on = facts.effectiveDate;
  const code = requireUse(division, on);
  return nameOn(division.names, on) === name
    ? []
    : [{ type: 'DivisionRenamed', data: { code, name, on, source } }];
};

/** A code ends once. */
const requireOpen = (division: Division, on: CalendarDate): DivisionCode => {
  const { code, until } = division;
  require(until === null, 'DIVISION_NOT_IN_USE', { code, date: until }, '/effectiveDate');
  return requireUse(division, on);
};

const requireSuccessors = (
  code: DivisionCode,
  successors: readonly DivisionCode[],
  facts: SuccessorFacts & { readonly effectiveDate: CalendarDate },
): void => {
  requireAll(
    successors.includes(code) && unmet('DIVISION_SUCCESSOR_IS_ITSELF'),
    new Set(successors).size < successors.length && unmet('DIVISION_SUCCESSOR_TWICE'),
    successors.some((successor) => levelOf(successor) !== levelOf(code)) &&
      unmet('DIVISION_SUCCESSOR_OF_OTHER_LEVEL', { level: levelOf(code) }),
    facts.unknown.length > 0 &&
      unmet('DIVISION_SUCCESSOR_UNKNOWN', { codes: facts.unknown, date: facts.effectiveDate }),
  );
};

export const merge: Decide<MergeDivision, Division, DivisionEvent, SuccessorFacts> = (
  { into, source },
  division,
  facts,
) => {
  const on = facts.effectiveDate;
  const code = requireOpen(division, on);
  requireSuccessors(code, [into], facts);
  return [{ type: 'DivisionMerged', data: { code, into, on, source } }];
};

export const split: Decide<SplitDivision, Division, DivisionEvent, SuccessorFacts> = (
  command,
  division,
  facts,
) => {
  const on = facts.effectiveDate;
  const code = requireOpen(division, on);
  const into = command.into.map((part) => part.code);
  requireSuccessors(code, into, facts);
  return [{ type: 'DivisionSplit', data: { code, into, on, source: command.source } }];
};

export const recode: Decide<RecodeDivision, Division, DivisionEvent, SuccessorFacts> = (
  command,
  division,
  facts,
) => {
  const on = facts.effectiveDate;
  const code = requireOpen(division, on);
  requireSuccessors(code, [command.newCode], facts);
  return [{ type: 'DivisionRecoded', data: { code, newCode: command.newCode, on, source: command.source } }];
};
