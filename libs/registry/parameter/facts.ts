import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { Refusal, require, unmet } from '@kernel/refusal';
import type { Lookup } from '@command/lookup';
import type { ParameterKey } from './catalogue';
import type { ParameterTerms } from './events';
import { asKnown, decisions } from './known';
import { parameter, parameterId, resolve } from './state';
import { used, type ParameterUsed } from './used';
import { readBy } from './used-by';

/** The value in force for a division on a day. @throws Refusal PARAMETER_NOT_CONFIGURED: no rule has a silent default. */
export const parameterInForce = async (
  lookup: Lookup,
  key: ParameterKey,
  at: { readonly division: DivisionCode; readonly date: CalendarDate },
): Promise<ParameterUsed> => {
  const found = await parameterIfSet(lookup, key, at);
  if (found === null) throw new Refusal(unmet('PARAMETER_NOT_CONFIGURED', { key, ...at }));
  return found;
};

/** The value in force, null where nobody decided: only for a rule that merely warns or shows. */
export const parameterIfSet = async (
  lookup: Lookup,
  key: ParameterKey,
  { division, date }: { readonly division: DivisionCode; readonly date: CalendarDate },
): Promise<ParameterUsed | null> => {
  const { state } = await lookup.load(parameter, parameterId(key));
  const entry = resolve(state.entries, division, date);
  return entry === null ? null : used(entry);
};

interface Moment {
  readonly division: DivisionCode;
  readonly date: CalendarDate;
  readonly knownAt: CalendarDate;
}

/** Of the keys that these rules read, those that nobody had decided for the place and day by the end of the day of knowledge. */
export const undecided = async (
  lookup: Lookup,
  rules: readonly string[],
  { division, date, knownAt }: Moment,
): Promise<readonly ParameterKey[]> => {
  const isDecided = async (key: ParameterKey): Promise<boolean> => {
    const { state } = await lookup.load(decisions, parameterId(key));
    return resolve(asKnown(state, knownAt), division, date) !== null;
  };
  const keys = readBy(...rules);
  const decided = await Promise.all(keys.map(isDecided));
  return keys.filter((_key, index) => decided[index] === false);
};

/** Where what is asked of a proposal is judged. @throws Refusal PARAMETER_PROPOSAL_UNKNOWN */
export const proposedScope = async (
  { key, entryId }: Pick<ParameterTerms, 'key' | 'entryId'>,
  lookup: Lookup,
): Promise<DivisionCode> => {
  const { state } = await lookup.load(parameter, parameterId(key));
  const proposal = state.proposals[entryId];
  require(proposal !== undefined, 'PARAMETER_PROPOSAL_UNKNOWN', { key }, '/entryId');
  return proposal.terms.scope;
};
