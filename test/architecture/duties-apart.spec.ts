import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CHECKS, separationOfDuties, type DutyCheck } from '@oversight/separation-of-duties/projector';
import { SEPARATIONS } from '@oversight/separation-of-duties/duties';
import type { Happening } from '@testing/events';
import { givenEvents } from '@testing/projection';
import { CONTEXTS } from './roles.js';
import { filesBelow, HOUSE } from './tree';

/** An act that a rule looks at, with what tells it apart from others of its kind. */
type Act = readonly [type: string, more?: { readonly role?: string } & Happening['data']];
type Pair = readonly [earlier: Act, later: Act];

const paired = (earlier: readonly string[], later: readonly string[]): readonly Pair[] =>
  earlier.flatMap((one) => later.map((other): Pair => [[one], [other]]));

const forTwoParties = (type: string): Pair => [
  [type, { party: 'ENTITY' }],
  [type, { party: 'GOVERNMENT' }],
];

/** What only those may do who did the other: no duty that is kept apart. */
const ONLY_THEIRS: readonly Pair[] = [];

const SCORED = ['IndicatorRecorded', 'VetoRecorded', 'ScoreComputed'];

/** Each rule that compares persons, by its module and its refusal: what one person may not do both of. */
const RULES: Readonly<Record<string, readonly Pair[]>> = {
  'registry/entity REVIEWER_IS_SUBMITTER': [
    ...paired(['EntityRecommended'], ['EntityPrelimReviewed', 'EntityApproved']),
    ...paired(['EntityPrelimReviewed'], ['EntityApproved']),
  ],
  'registry/entity VOIDER_IS_RECORDER': paired(['EntityDeregistered'], ['EntityDeregistrationVoided']),
  'registry/erasure ERASURE_DECIDED_BY_REQUESTER': paired(
    ['ErasureRequested'],
    ['ErasureApproved', 'ErasureRefused'],
  ),
  'registry/erasure ERASURE_WITHDRAWN_BY_ANOTHER': ONLY_THEIRS,
  'registry/parameter PARAMETER_DECIDED_BY_PROPOSER': paired(
    ['PolicyParameterProposed'],
    ['PolicyParameterSet', 'PolicyParameterSuperseded', 'PolicyParameterProposalRefused'],
  ),
  'registry/parameter PARAMETER_WITHDRAWN_BY_ANOTHER': ONLY_THEIRS,
  'linkage/household-binding REVIEWER_IS_SUBMITTER': paired(
    ['HouseholdBindingSubmitted'],
    ['HouseholdBindingReturned', 'HouseholdBindingActivated'],
  ),
  'linkage/enterprise-binding REVIEWER_IS_SUBMITTER': paired(
    ['EnterpriseBindingProposed'],
    ['EnterpriseBindingReturned', 'EnterpriseBindingApproved'],
  ),
  'linkage/agreement SIGNED_FOR_ANOTHER_PARTY': [
    forTwoParties('AgreementSigned'),
    forTwoParties('AgreementAmendmentSigned'),
    forTwoParties('AgreementTerminationSigned'),
  ],
  'linkage/agreement TERMINATION_PROPOSED_BY_ANOTHER': ONLY_THEIRS,
  'linkage/dividend-scheme ADOPTER_IS_DRAFTER': paired(
    ['DividendSchemeDrafted', 'DividendSchemeRevised'],
    ['DividendSchemeAdopted'],
  ),
  'linkage/distribution APPROVER_IS_DECLARER': paired(['DistributionDeclared'], ['DividendsApproved']),
  'linkage/distribution APPROVER_TWICE': paired(['DividendsApproved'], ['DividendsApproved']),
  'linkage/distribution CONFIRMER_IS_IMPORTER': paired(
    ['PaymentBatchImported'],
    ['DividendsPaid', 'PaymentsFailed'],
  ),
  'linkage/distribution CONFIRMER_IS_APPROVER': paired(
    ['DividendsApproved'],
    ['DividendsPaid', 'PaymentsFailed'],
  ),
  'linkage/distribution APPROVER_IS_PROPOSER': [
    ...paired(['DividendCorrectionProposed'], ['DividendLineCorrected']),
    ...paired(['OverpaymentReclaimProposed'], ['OverpaymentReclaimed']),
    ...paired(['WithheldReleaseProposed'], ['WithheldReleased']),
    ...paired(['WithheldCarryForwardProposed'], ['WithheldCarriedForward']),
  ],
  'oversight/evaluation EVALUATOR_IS_ENTITY': paired(
    ['SelfReportSubmitted', 'ObjectionRaised'],
    [
      ...[...SCORED, 'EvaluationOpinionRecorded', 'ResidentTeamOpinionRecorded'],
      ...['ObjectionResolved', 'EvaluationFinalized'],
    ],
  ),
  'oversight/evaluation RESOLVER_IS_SCORER': paired(SCORED, ['ObjectionResolved']),
  'oversight/evaluation FINALIZER_IS_SCORER': paired(SCORED, ['EvaluationFinalized']),
  'oversight/evaluation EVALUATOR_SPOKE_FOR_ANOTHER': [
    [
      ['EvaluationOpinionRecorded', { role: 'AGRI_BUREAU' }],
      ['EvaluationOpinionRecorded', { role: 'FINANCE_BUREAU' }],
    ],
    [
      ['EvaluationOpinionRecorded', { role: 'AGRI_BUREAU' }],
      ['ResidentTeamOpinionRecorded', { role: 'RESIDENT_TEAM' }],
    ],
  ],
  'oversight/rectification EXTENDER_IS_ORDERER': paired(
    ['RectificationOrdered'],
    ['RectificationDueDateExtended'],
  ),
  'oversight/rectification DUE_DATE_SET_BY_ANOTHER': ONLY_THEIRS,
  'oversight/rectification RECTIFICATION_WITHDRAWN_BY_ANOTHER': ONLY_THEIRS,
  'oversight/rectification VOIDER_IS_ORDERER': paired(['RectificationOrdered'], ['RectificationVoided']),
  'oversight/rectification RECHECKER_IS_REPLIER': paired(
    ['RectificationReplied'],
    ['RectificationRecheckPassed', 'RectificationRecheckFailed'],
  ),
};

/** A use of `actsFor` and the refusal that follows from it. */
const USE = /\bactsFor\([^]*?'([A-Z]+(?:_[A-Z]+)+)'/g;

const rulesIn = (context: string): readonly string[] =>
  filesBelow(join(HOUSE, 'libs', context))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => {
      const source = readFileSync(join(HOUSE, 'libs', context, file), 'utf8');
      const module = `${context}/${file.split('/')[0] ?? ''}`;
      return [...source.matchAll(USE)].map(([, code = '']) => `${module} ${code}`);
    });

const CATEGORIES = Object.entries(SEPARATIONS);

const happened = ([type, { role = 'TOWN_INFORMANT', ...data } = {}]: Act): Happening => {
  const category = CATEGORIES.find(([, { acts }]) => type in acts)?.[0] ?? 'none';
  const metadata = { actor: 'li', role, division: '530424102201', delegatedBy: null, post: null };
  return { stream: `${category}-1`, type, data: { scope: '530424102201', ...data }, metadata };
};

const findingsOf = (pair: Pair): readonly unknown[] =>
  givenEvents(...pair.map(happened))
    .project(separationOfDuties)
    .all(CHECKS)
    .map((check) => (check as DutyCheck).finding);

describe('the report on the separation of duties', () => {
  it('knows every rule that compares persons', () =>
    expect([...new Set(CONTEXTS.flatMap(rulesIn))].sort()).toEqual(Object.keys(RULES).sort()));

  it.each(Object.entries(RULES).filter(([, pairs]) => pairs.length > 0))(
    'finds what %s should have refused',
    (_rule, pairs) => {
      for (const pair of pairs) expect([pair, findingsOf(pair)]).toEqual([pair, ['SAME_PERSON']]);
    },
  );
});
