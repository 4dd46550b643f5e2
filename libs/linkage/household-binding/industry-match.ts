import type { LinkageForm } from '@kernel/linkage';
import type { IndustryMatch } from './events';

/** Work for wages suits every household whatever the entity grows (R04). */
const INDUSTRY_NEUTRAL: readonly LinkageForm[] = [
  'LABOUR_EMPLOYMENT',
  'LABOUR_COOPERATION',
  'PUBLIC_WELFARE_POST',
  'CHAIN_EXTENSION_JOBS',
];

/**
 * Automatic pre-judgement of R04. S0: 「分析研判合作社与农户之间的帮扶产业是否相匹配」. `planned` are the industries the household
 * has recorded its will for, `offered` those of the entity.
 */
export const preJudge = (
  planned: readonly string[],
  offered: readonly string[],
  forms: readonly LinkageForm[],
): IndustryMatch => {
  if (forms.length > 0 && forms.every((form) => INDUSTRY_NEUTRAL.includes(form))) return 'MATCHED';
  if (planned.length === 0 || offered.length === 0) return 'NEEDS_REVIEW';
  return planned.some((industry) => offered.includes(industry)) ? 'MATCHED' : 'MISMATCHED';
};
