import { require, requireAll, unmet, type Unmet } from '@kernel/refusal';
import type { Decide } from '@kernel/decider';
import { CATALOGUE, isCatalogued } from './catalogue';
import type { SetPolicyParameter } from './commands';
import type { ParameterEntry, ParameterEvent } from './events';
import { entryAt, type Parameter } from './state';

/** Nothing is edited: a value of the same place that holds on the first day is superseded, with a reason where it never held. */
export const set: Decide<SetPolicyParameter, Parameter, ParameterEvent> = (command, parameter, facts) => {
  const { key, scope, effectiveFrom } = command;
  const here = parameter.entries.filter((entry) => entry.scope === scope);
  requireAll(...valueUnmet(command), ...intervalUnmet(command, here));
  const entry = adopted(command, facts.commandId);
  const replaced = entryAt(here, scope, effectiveFrom);
  if (replaced === null) return [{ type: 'PolicyParameterSet', data: entry }];
  const isCorrection = replaced.effectiveFrom === effectiveFrom;
  require(!isCorrection || facts.reason !== null, 'REASON_REQUIRED', {}, '/reason');
  return [{ type: 'PolicyParameterSuperseded', data: { ...entry, key, replaces: replaced.entryId } }];
};

const valueUnmet = ({ key, value }: SetPolicyParameter): readonly (Unmet | false)[] => {
  require(isCatalogued(key), 'PARAMETER_UNKNOWN', { key }, '/key');
  const { accepts, expected } = CATALOGUE[key];
  return [!accepts(value) && unmet('PARAMETER_VALUE_INVALID', { key, expected }, '/value')];
};

const intervalUnmet = (
  { effectiveFrom, effectiveTo }: SetPolicyParameter,
  here: readonly ParameterEntry[],
): readonly (Unmet | false)[] => {
  const later = here
    .map((entry) => entry.effectiveFrom)
    .filter((from) => from > effectiveFrom)
    .sort()[0];
  const overlaps = later !== undefined && (effectiveTo === undefined || effectiveTo >= later);
  return [
    effectiveTo !== undefined &&
      effectiveTo < effectiveFrom &&
      unmet('PARAMETER_INTERVAL_INVALID', {}, '/effectiveTo'),
    overlaps && unmet('PARAMETER_OVERLAPS_LATER', { from: later }, '/effectiveTo'),
  ];
};

const adopted = (command: SetPolicyParameter, entryId: string): ParameterEntry => {
  const { key, scope, value, effectiveFrom, sourceDocument, approvedBy } = command;
  const effectiveTo = command.effectiveTo ?? null;
  const clause = command.clause ?? null;
  return { entryId, key, scope, value, effectiveFrom, effectiveTo, sourceDocument, clause, approvedBy };
};
