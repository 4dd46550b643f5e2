import { ancestorAt, spanOf, within, DIVISION_LEVELS, type DivisionCode } from '@kernel/division-code';
import { Refusal, unmet } from '@kernel/refusal';
import {
  SIGN_LEVELS,
  type AgreementTerms,
  type SignLevel,
  type SignLevelExplanation,
  type SpanRule,
} from './paper';

/** The parameter `agreement.signLevel`: which government signs for which span. */
export type SignLevelTable = { readonly [Rule in SpanRule]?: SignLevel };

const RULE_OF = {
  VILLAGE: 'SAME_VILLAGE',
  TOWN: 'SAME_TOWN',
  COUNTY: 'SAME_COUNTY',
  CITY: 'CROSS_COUNTY',
  PROVINCE: 'CROSS_CITY',
  NATION: 'CROSS_CITY',
} as const;

/** S = {the entity's village} ∪ {villages of all households}, each once, the entity's first (R11). */
export const villagesOf = (
  entityVillage: DivisionCode,
  { households }: Pick<AgreementTerms, 'households'>,
) => [...new Set([entityVillage, ...households.map(({ villageCode }) => villageCode)])];

/** S2 四（二）: the span of the villages, and why no lower level holds them. The first village is the entity's. */
export const explainSpan = (villages: readonly DivisionCode[], source: string): SignLevelExplanation => {
  const span = spanOf(villages);
  const [home] = villages;
  const levels = [...DIVISION_LEVELS, 'NATION'];
  const spanning = DIVISION_LEVELS.find((level) => level === span);
  const narrower = span === 'NATION' ? 'PROVINCE' : DIVISION_LEVELS[levels.indexOf(span) + 1];
  const beyond = (village: DivisionCode): boolean =>
    home !== undefined && narrower !== undefined && !within(village, ancestorAt(home, narrower));
  return {
    rule: RULE_OF[span],
    span,
    within: spanning === undefined || home === undefined ? null : ancestorAt(home, spanning),
    beyond: villages.filter(beyond),
    source,
  };
};

/** The parameter as it is in force where the entity lives. */
export interface SignLevelParameter {
  readonly table: SignLevelTable;
  readonly source: string;
  readonly division: DivisionCode;
}

/** @throws Refusal SIGN_LEVEL_NOT_CONFIGURED where the table is silent on such a span: nobody guesses who signs. */
export const levelRequired = (
  villages: readonly DivisionCode[],
  { table, source, division }: SignLevelParameter,
): { readonly requiredLevel: SignLevel; readonly explanation: SignLevelExplanation } => {
  const explanation = explainSpan(villages, source);
  const requiredLevel = table[explanation.rule];
  if (requiredLevel === undefined)
    throw new Refusal(
      unmet('SIGN_LEVEL_NOT_CONFIGURED', { key: 'agreement.signLevel', rule: explanation.rule, division }),
    );
  return { requiredLevel, explanation };
};

/** "A higher level may always sign." */
export const reachesLevel = (actual: SignLevel, required: SignLevel): boolean =>
  SIGN_LEVELS.indexOf(actual) >= SIGN_LEVELS.indexOf(required);

export const higherLevel = (a: SignLevel, b: SignLevel): SignLevel => (reachesLevel(a, b) ? a : b);
