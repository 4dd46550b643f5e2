import type { Asked } from '@command/handling';
import type { Lookup } from '@command/lookup';
import { dividendScheme, type DividendScheme } from '@linkage/dividend-scheme/state';
import { parameterInForce } from '@registry/parameter/facts';
import type { DeclareDistribution } from './commands';
import type { Distribution } from './state';

export interface DeclarationFacts {
  readonly scheme: Omit<DividendScheme, 'draftedBy'>;
  /** `dividend.overdueGraceDays` */
  readonly graceDays: number;
}

/** @throws Refusal PARAMETER_NOT_CONFIGURED: when money is overdue is decided before it is promised */
export const declarationFacts = async (
  { command, circumstances }: Asked<DeclareDistribution, Distribution>,
  lookup: Lookup,
): Promise<DeclarationFacts> => {
  const { state: scheme } = await lookup.load(dividendScheme, command.schemeId);
  const division = scheme.villageCode ?? circumstances.actor.scope;
  const date = circumstances.effectiveDate;
  const grace = await parameterInForce(lookup, 'dividend.overdueGraceDays', { division, date });
  return { scheme, graceDays: grace.value as number };
};
