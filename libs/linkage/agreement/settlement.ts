import type { Fault } from '@kernel/fault';
import { unmet } from '@kernel/refusal';
import type { OwedFacts } from './facts';

/** What is owed the distributions tell; a paper that says something else is not the settlement of this agreement. */
export const settlementFault = (
  { unpaidFen = null }: { readonly unpaidFen?: number | null },
  { owedFen }: OwedFacts,
  pointer?: string,
): Fault =>
  unpaidFen !== null && unpaidFen !== owedFen && unmet('SETTLEMENT_DIFFERS', { unpaidFen, owedFen }, pointer);
