import { agreement } from '@linkage/agreement/state';
import {
  AdoptDividendScheme,
  DraftDividendScheme,
  ReviseDividendScheme,
} from '@linkage/dividend-scheme/commands';
import { SCHEME_MODES } from '@linkage/dividend-scheme/events';
import { dividendScheme, type DividendScheme } from '@linkage/dividend-scheme/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Body, type Make, type Request } from './request';
import type { Roll } from './roll';
import { amount, anEntity, livingHouseholds, oneOf, ratio } from './values';

const terms = (model: Model, roll: Roll): Body => {
  const living = livingHouseholds(model);
  const ids = living.length === 0 ? [oneOf([], roll)] : roll.some(living, 5);
  const mode = roll.pick(SCHEME_MODES);
  const principalFen = amount(roll, 1);
  const isFiscal = mode !== 'COOPERATIVE_SURPLUS' && roll.happens(0.2);
  return {
    ...{ mode, principalFen, annualRate: ratio(roll), poolShare: ratio(roll) },
    ...(isFiscal ? { fiscalFundFen: principalFen } : {}),
    patronageShare: roll.happens(0.8) ? { numerator: 3, denominator: 4 } : ratio(roll),
    beneficiaries: ids.map((householdId) => ({ householdId, shares: roll.whole(1, 100) })),
    ...{ timesPerYear: roll.whole(1, 12), payDay: '12-20' },
  };
};

const found = (model: Model, roll: Roll): Request => {
  const entityId = anEntity(model, roll);
  const papers = model.ids(agreement, (one) => one.entityId === entityId && one.phase === 'IN_FORCE');
  const paper = papers.length > 0 && roll.happens(0.7) ? { agreementId: roll.pick(papers) } : {};
  return ask(DraftDividendScheme, { entityId, ...paper, terms: terms(model, roll) }, { subject: entityId });
};

type Move = Make<DividendScheme>;

const adopt: Move = ({ id }) => ask(AdoptDividendScheme, { minutesRef: '村民会议纪要' }, { id });

const revise: Move = ({ id, model, roll, state: { entityId } }) =>
  ask(ReviseDividendScheme, { terms: terms(model, roll) }, { id, subject: entityId });

export const dividendSchemeMoves = movesOf({
  aggregate: dividendScheme,
  weight: 6,
  enough: 5,
  found,
  phaseOf: ({ phase }) => phase,
  natural: { ABSENT: [], DRAFT: [adopt, adopt, adopt, adopt, revise], ADOPTED: [] },
});
