import type { Actor, Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { AgreementEvent } from './events';
import type { AgreementTerms } from './paper';
import type { PartingFacts, PartyFacts, SubmissionFacts } from './facts';
import type { SigningFacts } from './numbering';
import { CoveredPart, TermsPart } from '@validation/paper';

/** Villages of R11: the entity's own, another of its town, another of its county, another of its city. */
export const HOME = divisionCode('530424102201');
export const SAME_TOWN = divisionCode('530424102203');
export const SAME_COUNTY = divisionCode('530424103200');
export const SAME_CITY = divisionCode('530402100201');

export const COOP = derivedId('entity', '935304240000000001');
export const [WANG, LI, ZHAO, QIAN] = ['001', '002', '003', '004'].map((no) =>
  derivedId('household', no),
) as [string, string, string, string];
export const WANG_BINDING = derivedId('householdBinding', 'story');
export const AGREEMENT = derivedId('agreement', 'story');

/** Somebody of a role; another name is another person. */
export const somebody = (role: Role, user: string = role): Actor => ({ user, role, scope: HOME });

const paper = {
  helpProject: '柑桔订单种植',
  startDate: calendarDate('2025-01-01'),
  endDate: calendarDate('2027-12-31'),
  incomeDeadline: calendarDate('2026-12-31'),
  supportMeasures: ['种苗补助'],
  forms: ['ORDER_FARMING', 'PROFIT_DIVIDEND'],
  distributionMode: 'GUARANTEED',
  rate: { numerator: 6, denominator: 100 },
  promisedPerYearFen: 1_200_000,
  paymentDay: '12-20',
  riskClauses: ['自然灾害损失由保险与主体承担'],
  householdLossShare: { numerator: 0, denominator: 1 },
  hasGuaranteedFloor: true,
  riskNoticeSigned: false,
  duties: { entity: '按约收购', households: '按标准种植', government: '落实补助' },
} as const;

/** A household as the drafter lists it. */
export const covered = (householdId: string, bindingId?: string): CoveredPart =>
  Object.assign(new CoveredPart(), bindingId === undefined ? { householdId } : { householdId, bindingId });

/** What a drafter sends. */
export const termsPart = (changed: Partial<TermsPart> = {}): TermsPart =>
  Object.assign(new TermsPart(), {
    ...paper,
    supportMeasures: [...paper.supportMeasures],
    forms: [...paper.forms],
    riskClauses: [...paper.riskClauses],
    households: [covered(WANG, WANG_BINDING)],
    ...changed,
  });

/** What stands in the log: the same paper over these households. */
export const terms: AgreementTerms = {
  ...paper,
  households: [{ householdId: WANG, villageCode: HOME, bindingId: WANG_BINDING }],
  lossShareOverrideReason: null,
};

const living = (villageCode: typeof HOME) => ({ villageCode, hasVanished: false });

/** Everybody whom a text may name, the parameter as S2 sets it, and a number that nobody holds. */
export const known: PartyFacts & SubmissionFacts & SigningFacts & PartingFacts = {
  entity: { phase: 'ACTIVE', kind: 'COOPERATIVE', villageCode: HOME },
  households: {
    [WANG]: living(HOME),
    [LI]: living(SAME_TOWN),
    [ZHAO]: living(SAME_COUNTY),
    [QIAN]: living(SAME_CITY),
  },
  bindings: { [WANG_BINDING]: { householdId: WANG, entityId: COOP } },
  signLevel: {
    table: { SAME_VILLAGE: 'VILLAGE', SAME_TOWN: 'TOWN', SAME_COUNTY: 'COUNTY', CROSS_COUNTY: 'CITY' },
    source: '商政办发〔2016〕98号 四（二）',
    division: HOME,
  },
  leastYears: null,
  judgedYear: null,
  owedFen: 0,
  numberHolder: null,
  numberClaim: null,
};

export const drafted = {
  type: 'AgreementDrafted',
  data: {
    agreementId: AGREEMENT,
    entityId: COOP,
    entityVillage: HOME,
    terms,
    renews: null,
    on: calendarDate('2024-12-01'),
  },
} as const satisfies AgreementEvent;

export const submitted = {
  type: 'AgreementSubmitted',
  data: {
    requiredLevel: 'TOWN',
    villages: [HOME, SAME_TOWN],
    explanation: {
      rule: 'SAME_TOWN',
      span: 'TOWN',
      within: divisionCode('530424102000'),
      beyond: [SAME_TOWN],
      source: known.signLevel.source,
    },
    on: calendarDate('2024-12-05'),
  },
} as const satisfies AgreementEvent;

export const signedBy = {
  GOVERNMENT: {
    type: 'AgreementSigned',
    data: {
      party: 'GOVERNMENT',
      level: 'TOWN',
      scan: 'scan-1',
      witnessedByResidentTeam: true,
      agreementNo: '盘溪〔2024〕7号',
      on: calendarDate('2024-12-10'),
    },
  },
  ENTITY: {
    type: 'AgreementSigned',
    data: {
      party: 'ENTITY',
      level: null,
      scan: 'scan-2',
      witnessedByResidentTeam: false,
      agreementNo: null,
      on: calendarDate('2024-12-11'),
    },
  },
} as const satisfies Record<string, AgreementEvent>;

export const concluded = {
  type: 'AgreementConcluded',
  data: { agreementNo: '盘溪〔2024〕7号', on: calendarDate('2024-12-12') },
} as const satisfies AgreementEvent;

export const entered = {
  type: 'AgreementEnteredIntoForce',
  data: { on: calendarDate('2025-01-01') },
} as const satisfies AgreementEvent;

export const ordered = {
  type: 'AgreementRectificationOrdered',
  data: { rectificationId: 'r1', on: calendarDate('2025-02-01') },
} as const satisfies AgreementEvent;

export const failed = {
  type: 'AgreementRectificationFailed',
  data: { rectificationId: 'r1', on: calendarDate('2025-02-20') },
} as const satisfies AgreementEvent;

export const inForce: readonly AgreementEvent[] = [drafted, submitted, concluded, entered];

export const AMENDMENT = derivedId('amendment', 'story');
const amendedOn = calendarDate('2025-03-01');

/** A household of another town joins the paper that the town has signed: now the county has to sign (R39). */
export const proposed = {
  type: 'AgreementAmendmentProposed',
  data: {
    ...{ amendmentId: AMENDMENT, version: 2, requiredLevel: 'COUNTY', from: amendedOn, on: amendedOn },
    ...{ proposedBy: 'TOWN_INFORMANT' },
    terms: {
      ...terms,
      households: [...terms.households, { householdId: ZHAO, villageCode: SAME_COUNTY, bindingId: null }],
    },
    explanation: {
      ...{ rule: 'SAME_COUNTY', span: 'COUNTY', within: divisionCode('530424000000') },
      ...{ beyond: [SAME_COUNTY], source: known.signLevel.source },
    },
  },
} as const satisfies AgreementEvent;

const amendmentSigned = {
  ...{ amendmentId: AMENDMENT, level: null, scan: 'scan-9', witnessedByResidentTeam: false, on: amendedOn },
} as const;

export const amendmentSignedBy = {
  GOVERNMENT: {
    type: 'AgreementAmendmentSigned',
    data: { ...amendmentSigned, party: 'GOVERNMENT', level: 'COUNTY', signedBy: 'COUNTY_SIGNER' },
  },
  ENTITY: {
    type: 'AgreementAmendmentSigned',
    data: { ...amendmentSigned, party: 'ENTITY', signedBy: 'ENTITY_MANAGER' },
  },
  HOUSEHOLDS: {
    type: 'AgreementAmendmentSigned',
    data: { ...amendmentSigned, party: 'HOUSEHOLDS', signedBy: 'VILLAGE_INFORMANT' },
  },
} as const satisfies Record<string, AgreementEvent>;

export const amendmentConcluded = {
  type: 'AgreementAmendmentConcluded',
  data: { amendmentId: AMENDMENT, from: amendedOn, on: amendedOn },
} as const satisfies AgreementEvent;

export const TERMINATION = derivedId('termination', 'story');

export const terminationProposed = {
  type: 'AgreementTerminationProposed',
  data: {
    ...{ terminationId: TERMINATION, cause: 'BY_CONSENT', decisionNo: '三方解除书1', settlement: '年内结清' },
    ...{ unpaidFen: 34_000, requiredLevel: 'TOWN', proposedBy: 'ENTITY_MANAGER', on: amendedOn },
  },
} as const satisfies AgreementEvent;

const terminationSigned = {
  ...{
    terminationId: TERMINATION,
    level: null,
    scan: 'scan-9',
    witnessedByResidentTeam: false,
    on: amendedOn,
  },
} as const;

export const terminationSignedBy = {
  GOVERNMENT: {
    type: 'AgreementTerminationSigned',
    data: { ...terminationSigned, party: 'GOVERNMENT', level: 'TOWN', signedBy: 'TOWN_SIGNER' },
  },
  ENTITY: {
    type: 'AgreementTerminationSigned',
    data: { ...terminationSigned, party: 'ENTITY', signedBy: 'ENTITY_MANAGER' },
  },
  HOUSEHOLDS: {
    type: 'AgreementTerminationSigned',
    data: { ...terminationSigned, party: 'HOUSEHOLDS', signedBy: 'VILLAGE_INFORMANT' },
  },
} as const satisfies Record<string, AgreementEvent>;
