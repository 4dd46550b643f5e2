import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { AmendmentEvent } from './amendment-events';
import type { AgreementTerms, SignLevel, SignLevelExplanation } from './paper';
import { withHeadSignature, withSignature, type Signable } from './signature';

/** An amended paper that is not in force: it waits for signatures, or, with all of them, for its first day. */
export type Amendment = Signable & {
  readonly amendmentId: string;
  readonly version: number;
  readonly terms: AgreementTerms;
  readonly requiredLevel: SignLevel;
  readonly explanation: SignLevelExplanation;
  readonly from: CalendarDate;
  readonly proposedOn: CalendarDate;
  /** Of the government's signature, as the scan. */
  readonly signedLevel: SignLevel | null;
  readonly scan: string | null;
  readonly concludedOn: CalendarDate | null;
};

/** No amended terms are in force before the last party has signed them. */
export const firstDay = ({ from }: Pick<Amendment, 'from'>, concludedOn: CalendarDate): CalendarDate =>
  laterOf(from, concludedOn);

type Data<Type extends AmendmentEvent['type']> = Extract<AmendmentEvent, { readonly type: Type }>['data'];

const proposed = ({ on: proposedOn, ...data }: Data<'AgreementAmendmentProposed'>): Amendment => {
  const { amendmentId, version, terms, requiredLevel, explanation, from } = data;
  return {
    ...{ amendmentId, version, terms, requiredLevel, explanation, from, proposedOn },
    ...{ signatures: [], signedHouseholds: [], signedLevel: null, scan: null, concludedOn: null },
  };
};

const signed = (amendment: Amendment, data: Data<'AgreementAmendmentSigned'>): Amendment => {
  const { party, level: signedLevel, scan } = data;
  return { ...withSignature(amendment, data), ...(party === 'GOVERNMENT' ? { signedLevel, scan } : {}) };
};

/** What waits after the event. */
export const amendmentAfter = (before: Amendment | null, event: AmendmentEvent): Amendment | null => {
  if (event.type === 'AgreementAmendmentProposed') return proposed(event.data);
  if (before === null) return null;
  switch (event.type) {
    case 'AgreementAmendmentSigned':
      return signed(before, event.data);
    case 'AgreementAmendmentSignedByHousehold':
      return withHeadSignature(before, event.data);
    case 'AgreementAmendmentConcluded':
      return { ...before, from: event.data.from, concludedOn: event.data.on };
    case 'AgreementAmendmentWithdrawn':
      return null;
  }
};
