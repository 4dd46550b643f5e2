import { quarterEnd, yearOf, type CalendarDate, type Quarter } from '@kernel/calendar-date';
import type { Circumstances } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Lookup } from '@command/lookup';
import { registeredEntity } from '@registry/entity/facts';
import { parameterIfSet, parameterInForce } from '@registry/parameter/facts';
import { agreementSpan, endOfYear, type AgreementSpan } from './agreement-span';
import type { PlanEvaluation } from './commands';
import { QUARTERS } from './data-on-time';
import { ruleOf, type RecordingRules, type RuleUsed } from './events';
import type { Evaluation } from './state';

export { entityVillage } from '@registry/entity/facts';

export interface PlanFacts {
  readonly villageCode: DivisionCode;
  /** `evaluation.window`: `MM-DD..MM-DD` of the year after. */
  readonly window: RuleUsed;
  /** `evaluation.unpaidGuaranteeDays` at the end of the year. */
  readonly unpaidGuarantee: RuleUsed;
  /** `dividend.minFrequencyPerYear` at the end of the year before; null where nobody decided. */
  readonly dividendFrequency: RuleUsed | null;
  /** Of each quarter of the year, those of which everything was decided at its end (3.4, 10). */
  readonly recording: readonly RecordingRules[];
  /** The agreements named, in the order named; null where there is no such agreement. */
  readonly spans: readonly { readonly id: string; readonly span: AgreementSpan | null }[];
  /** Since when the entity is revoked; null where it is not. */
  readonly revokedOn: CalendarDate | null;
}

export interface ScoreFacts {
  readonly indicators: RuleUsed;
  readonly objectionDays: RuleUsed;
}

export interface VerdictFacts {
  readonly passMark: RuleUsed;
  readonly bands: RuleUsed;
  readonly departmentsMin: RuleUsed;
}

interface Asked {
  readonly state: Evaluation;
  readonly circumstances: Circumstances;
}

/** @throws Refusal ENTITY_UNKNOWN, PARAMETER_NOT_CONFIGURED */
export const planFacts = async (
  { command, circumstances }: { readonly command: PlanEvaluation; readonly circumstances: Circumstances },
  lookup: Lookup,
): Promise<PlanFacts> => {
  const { villageCode, phase, revokedOn } = await registeredEntity(lookup, command.entityId);
  const at = { division: villageCode, date: circumstances.effectiveDate };
  const ofYear = judged({ villageCode, year: command.year });
  const before = judged({ villageCode, year: command.year - 1 });
  const spanOf = async (id: string) => ({ id, span: (await lookup.load(agreementSpan, id)).state });
  return {
    villageCode,
    window: await parameterInForce(lookup, 'evaluation.window', at),
    unpaidGuarantee: await parameterInForce(lookup, 'evaluation.unpaidGuaranteeDays', ofYear),
    dividendFrequency: await parameterIfSet(lookup, 'dividend.minFrequencyPerYear', before),
    recording: (await Promise.all(QUARTERS.map((quarter) => recordingIn(lookup, quarter, ofYear)))).flat(),
    spans: await Promise.all(command.agreementIds.map(spanOf)),
    revokedOn: phase === 'REVOKED' ? revokedOn : null,
  };
};

const recordingIn = async (
  lookup: Lookup,
  quarter: Quarter,
  { division, date }: ReturnType<typeof judged>,
): Promise<readonly RecordingRules[]> => {
  const at = { division, date: quarterEnd(yearOf(date), quarter) };
  const categories = await parameterIfSet(lookup, 'coverage.targetCategories', at);
  const including = await parameterIfSet(lookup, 'coverage.includeRiskEliminated', at);
  const days = await parameterIfSet(lookup, 'income.recordingDays', at);
  if (categories === null || including === null || days === null) return [];
  return [{ quarter, categories: ruleOf(categories), including: ruleOf(including), days: ruleOf(days) }];
};

/** What a year is judged by is what held at its end; how long one may object is what holds today. */
export const scoreFacts = async ({ state, circumstances }: Asked, lookup: Lookup): Promise<ScoreFacts> => {
  const division = divisionOf(state);
  const today = { division, date: circumstances.today };
  return {
    indicators: await parameterInForce(lookup, 'evaluation.indicators', judged(state)),
    objectionDays: await parameterInForce(lookup, 'evaluation.objectionDays', today),
  };
};

/** The same: who has to have spoken is what holds today. */
export const verdictFacts = async (
  { state, circumstances }: Asked,
  lookup: Lookup,
): Promise<VerdictFacts> => {
  const today = { division: divisionOf(state), date: circumstances.today };
  return {
    passMark: await parameterInForce(lookup, 'evaluation.passMark', judged(state)),
    bands: await parameterInForce(lookup, 'grade.bands', judged(state)),
    departmentsMin: await parameterInForce(lookup, 'evaluation.departmentsMin', today),
  };
};

type Judged = Pick<Evaluation, 'villageCode' | 'year'>;

const judged = (state: Judged): { readonly division: DivisionCode; readonly date: CalendarDate } => ({
  division: divisionOf(state),
  date: endOfYear(state.year),
});

const divisionOf = ({ villageCode }: Judged): DivisionCode => {
  if (villageCode === null) throw new Error('an evaluation is planned before it is scored');
  return villageCode;
};
