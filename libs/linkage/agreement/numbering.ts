import { ancestorAt } from '@kernel/division-code';
import type { Decide } from '@kernel/decider';
import { futureFault, orderFault, reasonFault, type Fault } from '@kernel/fault';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { Claim } from '@command/lookup';
import type { AgreementEvent } from './events';
import type { CorrectAgreementNo } from './number-commands';
import type { Agreement } from './state';

export interface NumberFacts {
  /** Agreement that holds the number; null where it is free. */
  readonly numberHolder: string | null;
  readonly numberClaim: Claim | null;
}

export interface SigningFacts extends NumberFacts {
  readonly entity: { readonly phase: string };
}

/** One number, one agreement in a county; null where none is named, or nobody knows yet in which. */
export const numberClaim = (
  agreementNo: string,
  { entityVillage }: Pick<Agreement, 'entityVillage'>,
): Claim | null =>
  agreementNo === '' || entityVillage === null
    ? null
    : { kind: 'agreementNo', key: `${ancestorAt(entityVillage, 'COUNTY')}|${agreementNo}` };

/** Whether nobody else may have it: also of an agreement that is only about to be given it. */
export const holdsNumber = (
  { agreementNo, formerNos }: Pick<Agreement, 'agreementNo' | 'formerNos'>,
  number: string,
): boolean => agreementNo === number || !formerNos.includes(number);

export const takenFault = (
  agreementNo: string | undefined,
  { numberHolder, id }: NumberFacts & { readonly id: string },
): Fault =>
  numberHolder !== null &&
  numberHolder !== id &&
  unmet('AGREEMENT_NO_TAKEN', { agreementNo: agreementNo ?? null }, '/agreementNo');

/** Whatever has become of the agreement since: who looks for the paper looks for its number. */
export const correctNo: Decide<CorrectAgreementNo, Agreement, AgreementEvent, NumberFacts> = (
  { agreementNo, scan },
  agreement,
  facts,
) => {
  const { agreementNo: formerNo, since } = agreement;
  require(formerNo !== null, 'AGREEMENT_NOT_NUMBERED');
  requireAll(
    reasonFault(facts),
    futureFault(facts),
    orderFault(since, facts.effectiveDate),
    takenFault(agreementNo, facts),
  );
  if (agreementNo === formerNo) return [];
  const data = { agreementNo, formerNo, scan, correctedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'AgreementNoCorrected', data }];
};
