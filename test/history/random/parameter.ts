import type { Json } from '@kernel/json';
import { CATALOGUE, PARAMETER_KEYS, type ParameterKey } from '@registry/parameter/catalogue';
import {
  ApprovePolicyParameter,
  ProposePolicyParameter,
  RefusePolicyParameter,
  WithdrawPolicyParameter,
} from '@registry/parameter/commands';
import { parameter, type Proposal } from '@registry/parameter/state';
import type { Model } from './model';
import { ask, type Moves, type Request } from './request';
import type { Roll } from './roll';
import { COUNTY, OTHER_COUNTY, TOWNS, VILLAGES } from './values';

const PLACES = [COUNTY, COUNTY, OTHER_COUNTY, ...TOWNS, ...VILLAGES];

const decided = { sourceDocument: '华宁县“双绑”实施方案' };

/** Keys on which rules stand, and those with a value to offer. */
export const DECIDED_KEYS: readonly ParameterKey[] = PARAMETER_KEYS.filter(
  (key) => CATALOGUE[key].offered !== null,
);

/** As the set-up form offers it, for a county from the beginning of the world. */
export const asOffered = (key: ParameterKey, scope: string): Request =>
  atFirst(key, scope, CATALOGUE[key].offered);

export const atFirst = (key: ParameterKey, scope: string, value: Json): Request =>
  ask(ProposePolicyParameter, {
    ...{ key, scope, value, effectiveFrom: '2020-01-01' },
    ...decided,
  });

const proposalsIn = (model: Model, is: (proposal: Proposal) => boolean): readonly Proposal[] =>
  model.all(parameter).flatMap(([, { proposals }]) => Object.values(proposals).filter(is));

const isOpen = ({ state }: Proposal): boolean => state === 'DRAFT';

const named = ({ terms: { key, entryId } }: Proposal) => ({ key, entryId });

/** Of everything that is proposed. */
export const approvals = (model: Model): readonly Request[] =>
  proposalsIn(model, isOpen).map((proposal) => ask(ApprovePolicyParameter, named(proposal)));

/** Values that somebody may try; some of them fit. */
const VALUES = [0, 1, 2, 5, 10, 30, 60, true, 'SINGLE', 'DOUBLE', 'YOY_QUARTER', '01-01..12-31'];
const SHARES = [
  { numerator: 0, denominator: 1 },
  { numerator: 1, denominator: 3 },
  { numerator: 3, denominator: 2 },
];

/** Keys that rules ask for when something is decided. */
const ASKED: readonly ParameterKey[] = [
  ...(['agreement.signLevel', 'binding.suspensionMaxMonths', 'income.outlierRatio'] as const),
  ...(['equity.householdShareOfFiscalFund', 'equity.residualHolder'] as const),
  ...([
    'cooperative.patronageRefundMin',
    'dividend.minFrequencyPerYear',
    'dividend.overdueGraceDays',
  ] as const),
  ...([
    'evaluation.window',
    'evaluation.indicators',
    'evaluation.departmentsMin',
    'evaluation.objectionDays',
    'evaluation.passMark',
    'evaluation.unpaidGuaranteeDays',
  ] as const),
  ...(['grade.bands', 'rectification.days', 'revocation.minYears'] as const),
];

const propose = (model: Model, roll: Roll): Request => {
  const key = roll.pick(roll.happens(0.6) ? ASKED : PARAMETER_KEYS);
  const value = roll.happens(0.5) ? CATALOGUE[key].offered : roll.pick([...VALUES, ...SHARES]);
  const effectiveFrom = model.day(roll, -400, 200);
  return ask(ProposePolicyParameter, {
    ...{ key, scope: roll.pick(PLACES), value, effectiveFrom, ...decided },
    ...roll.maybe(0.3, { effectiveTo: model.day(roll, 0, 400) }),
    ...roll.maybe(0.3, { clause: '第三条' }),
  });
};

/** Mostly what waits to be decided. */
const decide = (model: Model, roll: Roll): Request | null => {
  const all = proposalsIn(model, () => true);
  const open = all.filter(isOpen);
  const among = open.length > 0 && roll.happens(0.9) ? open.slice(-5) : all;
  if (among.length === 0) return null;
  const decision = roll.pick([
    ...[ApprovePolicyParameter, ApprovePolicyParameter, ApprovePolicyParameter],
    ...[RefusePolicyParameter, WithdrawPolicyParameter],
  ]);
  return ask(decision, named(roll.pick(among)));
};

const next = (model: Model, roll: Roll): Request | null =>
  roll.happens(0.5) ? propose(model, roll) : decide(model, roll);

export const parameterMoves: Moves = { weight: 4, next };
