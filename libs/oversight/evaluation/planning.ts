import type { CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { futureFault, type Fault } from '@kernel/fault';
import { isIdle, requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import { endOfYear, isPartial, lastDayIn } from './agreement-span';
import type { FreezeEvaluationData, PlanEvaluation } from './commands';
import { ruleOf, type EvaluationEvent } from './events';
import type { PlanFacts } from './facts';
import { steps } from './lifecycle';
import type { Evaluation } from './state';

/** R18: a revoked entity is tried by a year that reaches beyond its revocation. */
const isTrial = (year: number, { revokedOn }: PlanFacts): boolean =>
  revokedOn !== null && endOfYear(year) >= revokedOn;

/** S2: 「每年初」 of the year after; the parameter says how long that is. */
const windowFault = (year: number, on: CalendarDate, { window }: PlanFacts): Fault => {
  const [first, last] = (window.value as string).split('..').map((day) => `${String(year + 1)}-${day}`);
  const isOpen = first !== undefined && last !== undefined && first <= on && on <= last;
  const params = { year, from: first ?? null, to: last ?? null };
  return !isOpen && unmet('EVALUATION_WINDOW_CLOSED', params, '/year');
};

const agreementFaults = ({ entityId, year }: PlanEvaluation, facts: PlanFacts): readonly Fault[] => {
  const { spans } = facts;
  const foreign = spans.filter(({ span }) => span?.entityId !== entityId).map(({ id }) => id);
  const idle = spans
    .filter(({ span }) => span?.entityId === entityId && lastDayIn(span, year) === null)
    .map(({ id }) => id);
  return [
    spans.length === 0 && !isTrial(year, facts) && unmet('EVALUATION_WITHOUT_AGREEMENT', {}, '/agreementIds'),
    foreign.length > 0 && unmet('AGREEMENT_OF_ANOTHER_ENTITY', { agreementIds: foreign }, '/agreementIds'),
    idle.length > 0 && unmet('AGREEMENT_NOT_IN_FORCE_IN_YEAR', { agreementIds: idle, year }, '/agreementIds'),
  ];
};

const rulesIn = ({ dividendFrequency, recording }: PlanFacts) => ({
  ...(dividendFrequency === null ? {} : { dividendFrequency: ruleOf(dividendFrequency) }),
  ...(recording.length === 0 ? {} : { recording }),
});

/**
 * R17: in the window, once, every entity with an agreement in force on any day of the year. Whether it has run out or was ended
 * since makes no difference: it is judged for the days on which it was in force, by its paper on the last of them.
 */
export const plan: Decide<PlanEvaluation, Evaluation, EvaluationEvent, PlanFacts> = (
  command,
  { phase: state },
  facts,
) => {
  const { entityId, year, agreementIds } = command;
  const on = facts.effectiveDate;
  requireState(steps.PlanEvaluation, state, { year, state });
  requireAll(futureFault(facts), windowFault(year, on, facts), ...agreementFaults(command, facts));
  const unpaidGuarantee = ruleOf(facts.unpaidGuarantee);
  const partialPeriod = isPartial(
    facts.spans.flatMap(({ span }) => span ?? []),
    year,
  );
  const data = {
    ...{ evaluationId: facts.id, entityId, year, villageCode: facts.villageCode },
    ...{ agreementIds, partialPeriod, unpaidGuarantee, on },
    ...rulesIn(facts),
    ...(isTrial(year, facts) ? { trial: true as const } : {}),
  };
  return [{ type: 'EvaluationPlanned', data }];
};

/** What was frozen stays frozen. */
export const freeze: Decide<FreezeEvaluationData, Evaluation, EvaluationEvent> = (
  command,
  { phase },
  facts,
) => {
  if (isIdle(steps.FreezeEvaluationData, phase)) return [];
  const { asOf, knownAt, agreementIds, partialPeriod, vetoes } = command;
  const indicators = command.indicators.map(({ indicator, numerator, denominator }) => ({
    ...{ indicator, numerator, denominator },
    ...{ origin: 'COMPUTED' as const, reason: null },
  }));
  const data = { asOf, knownAt, agreementIds, partialPeriod, indicators, vetoes, on: facts.effectiveDate };
  return [{ type: 'EvaluationDataFrozen', data }];
};
