/** What somebody does in a case that somebody else has to look at, or looks at. */
export type SeparatedDuty =
  | 'ENTRY'
  | 'RECOMMENDATION'
  | 'REVIEW'
  | 'APPROVAL'
  | 'PAYMENT_IMPORT'
  | 'PAYMENT_CONFIRMATION'
  | 'CORRECTION_PROPOSAL'
  | 'CORRECTION_APPROVAL'
  | 'APPOINTEE'
  | 'APPOINTMENT'
  | 'TERMINATION_PROPOSAL'
  | 'SIGNATURE'
  | 'REPLY'
  | 'OPINION'
  | 'OBJECTION_ANSWER'
  | 'RECHECK'
  | 'ORDER'
  | 'EXTENSION'
  | 'VOIDING';

export interface Separation {
  /** Which events are which duty. */
  readonly acts: Readonly<Record<string, SeparatedDuty>>;
  /** A case begins anew with it: what was done before it is another case. */
  readonly begins: readonly string[];
  /** One person does not do both. */
  readonly apart: readonly (readonly [earlier: SeparatedDuty, later: SeparatedDuty])[];
  /** Those who do it for different sides are different persons. */
  readonly voice?: {
    readonly duty: SeparatedDuty;
    /** Names the side; a side is else the office of who does it. */
    readonly field?: string;
  };
  /** Fields of the events that tell apart what belongs together within a case. */
  readonly matters?: readonly string[];
  /** Whom an event is about who is to be another person than whoever does it: the field that names him, and his part. */
  readonly named?: Readonly<Record<string, readonly [field: string, duty: SeparatedDuty]>>;
}

/**
 * By category: glossary 1.5, 「submitter ≠ reviewer at any level; evaluator ≠ responsible person of the entity; the one who imports a
 * payment file ≠ the one who confirms it」.
 */
export const SEPARATIONS: Readonly<Record<string, Separation>> = {
  entity: {
    acts: {
      ...{ EntityRecommended: 'RECOMMENDATION', EntityPrelimReviewed: 'REVIEW', EntityApproved: 'APPROVAL' },
      ...{ EntityDeregistered: 'ENTRY', EntityDeregistrationVoided: 'CORRECTION_APPROVAL' },
    },
    begins: ['EntityRecommended'],
    apart: [
      ['RECOMMENDATION', 'REVIEW'],
      ['RECOMMENDATION', 'APPROVAL'],
      ['REVIEW', 'APPROVAL'],
      ['ENTRY', 'CORRECTION_APPROVAL'],
    ],
  },
  householdBinding: {
    acts: {
      ...{ HouseholdBindingSubmitted: 'ENTRY' },
      ...{ HouseholdBindingReturned: 'REVIEW', HouseholdBindingActivated: 'REVIEW' },
    },
    begins: ['HouseholdBindingSubmitted'],
    apart: [['ENTRY', 'REVIEW']],
  },
  enterpriseBinding: {
    acts: {
      ...{ EnterpriseBindingProposed: 'ENTRY' },
      ...{ EnterpriseBindingReturned: 'REVIEW', EnterpriseBindingApproved: 'REVIEW' },
    },
    begins: ['EnterpriseBindingProposed'],
    apart: [['ENTRY', 'REVIEW']],
  },
  agreement: {
    acts: {
      ...{ AgreementDrafted: 'ENTRY', AgreementDraftRevised: 'ENTRY', AgreementAmendmentProposed: 'ENTRY' },
      ...{ AgreementSigned: 'SIGNATURE', AgreementAmendmentSigned: 'SIGNATURE' },
      ...{ AgreementAmended: 'SIGNATURE' },
      ...{ AgreementTerminationProposed: 'TERMINATION_PROPOSAL', AgreementTerminationSigned: 'SIGNATURE' },
    },
    begins: ['AgreementDrafted', 'AgreementAmendmentProposed', 'AgreementTerminationProposed'],
    // Parties propose to part, and sign what they have proposed.
    apart: [['ENTRY', 'SIGNATURE']],
    voice: { duty: 'SIGNATURE', field: 'party' },
  },
  evaluation: {
    acts: {
      ...{ SelfReportSubmitted: 'REPLY', ObjectionRaised: 'REPLY' },
      ...{ IndicatorRecorded: 'REVIEW', VetoRecorded: 'REVIEW', ScoreComputed: 'REVIEW' },
      ...{ EvaluationOpinionRecorded: 'OPINION', ResidentTeamOpinionRecorded: 'OPINION' },
      ...{ ObjectionResolved: 'OBJECTION_ANSWER', EvaluationFinalized: 'APPROVAL' },
    },
    begins: ['EvaluationPlanned'],
    apart: [
      ['REPLY', 'REVIEW'],
      ['REVIEW', 'REPLY'],
      ['REPLY', 'OPINION'],
      ['OPINION', 'REPLY'],
      ['REPLY', 'OBJECTION_ANSWER'],
      ['OBJECTION_ANSWER', 'REPLY'],
      ['REVIEW', 'OBJECTION_ANSWER'],
      ['REPLY', 'APPROVAL'],
      ['REVIEW', 'APPROVAL'],
    ],
    voice: { duty: 'OPINION' },
  },
  dividendScheme: {
    acts: {
      DividendSchemeDrafted: 'ENTRY',
      DividendSchemeRevised: 'ENTRY',
      DividendSchemeAdopted: 'APPROVAL',
    },
    begins: ['DividendSchemeDrafted', 'DividendSchemeRevised'],
    apart: [['ENTRY', 'APPROVAL']],
  },
  distribution: {
    acts: {
      ...{ DistributionDeclared: 'ENTRY', DividendsApproved: 'APPROVAL' },
      PaymentBatchImported: 'PAYMENT_IMPORT',
      ...{ DividendsPaid: 'PAYMENT_CONFIRMATION', PaymentsFailed: 'PAYMENT_CONFIRMATION' },
      DividendCorrectionProposed: 'CORRECTION_PROPOSAL',
      OverpaymentReclaimProposed: 'CORRECTION_PROPOSAL',
      WithheldReleaseProposed: 'CORRECTION_PROPOSAL',
      WithheldCarryForwardProposed: 'CORRECTION_PROPOSAL',
      ...{ DividendLineCorrected: 'CORRECTION_APPROVAL', OverpaymentReclaimed: 'CORRECTION_APPROVAL' },
      ...{ WithheldReleased: 'CORRECTION_APPROVAL', WithheldCarriedForward: 'CORRECTION_APPROVAL' },
    },
    begins: ['DistributionDeclared'],
    apart: [
      ['ENTRY', 'APPROVAL'],
      ['APPROVAL', 'APPROVAL'],
      ['APPROVAL', 'PAYMENT_CONFIRMATION'],
      ['PAYMENT_IMPORT', 'PAYMENT_CONFIRMATION'],
      ['CORRECTION_PROPOSAL', 'CORRECTION_APPROVAL'],
    ],
    matters: ['batchNo', 'correctionId'],
  },
  rectification: {
    acts: {
      ...{ RectificationOrdered: 'ORDER', RectificationDueDateExtended: 'EXTENSION' },
      ...{ RectificationReplied: 'REPLY', RectificationVoided: 'VOIDING' },
      ...{ RectificationRecheckPassed: 'RECHECK', RectificationRecheckFailed: 'RECHECK' },
    },
    begins: ['RectificationOrdered'],
    apart: [
      ['ORDER', 'EXTENSION'],
      ['ORDER', 'VOIDING'],
      ['REPLY', 'RECHECK'],
    ],
  },
  erasure: {
    acts: { ErasureRequested: 'ENTRY', ErasureApproved: 'APPROVAL', ErasureRefused: 'APPROVAL' },
    begins: ['ErasureRequested'],
    apart: [['ENTRY', 'APPROVAL']],
  },
  parameter: {
    acts: {
      PolicyParameterProposed: 'ENTRY',
      ...{ PolicyParameterSet: 'APPROVAL', PolicyParameterSuperseded: 'APPROVAL' },
      PolicyParameterProposalRefused: 'APPROVAL',
    },
    begins: [],
    apart: [['ENTRY', 'APPROVAL']],
    matters: ['entryId'],
  },
  appointment: {
    acts: { OfficerAppointed: 'APPOINTMENT', DelegationGranted: 'APPOINTMENT' },
    begins: ['OfficerAppointed'],
    apart: [['APPOINTEE', 'APPOINTMENT']],
    named: { OfficerAppointed: ['user', 'APPOINTEE'], DelegationGranted: ['to', 'APPOINTEE'] },
  },
};
