import { ANY_STATE, BY_RULE, phased, type Steps } from '@kernel/lifecycle';
import type { DividendScheme } from './state';

export const steps = {
  DraftDividendScheme: BY_RULE,
  AdoptDividendScheme: { in: ['DRAFT'], otherwise: 'SCHEME_NOT_DRAFT' },
  ReviseDividendScheme: ANY_STATE,
  SucceedSchemeEntity: ANY_STATE,
} satisfies Steps<DividendScheme['phase']>;

export const lifecycle = phased(steps);
