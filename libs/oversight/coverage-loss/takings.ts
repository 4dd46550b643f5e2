import type { LeadingLevel } from '@kernel/linkage';

/** What would be true of a household, as far as a command can take something from it. */
interface Facts {
  readonly village?: null;
  readonly alleviated?: false;
  readonly monitoring?: 'MONITORED' | 'RISK_ELIMINATED' | null;
  readonly lowIncome?: false;
  readonly assessment?: { readonly conditions: boolean; readonly willing: boolean };
}

/** What would go; nothing where none is named. */
export interface Named {
  readonly enterpriseBindingId?: string | undefined;
  readonly entityId?: string | undefined;
  /** Which goes on with what the entity has. */
  readonly survivorId?: string | null;
  /** Leading enterprises with the level that they would have. */
  readonly levels?: readonly (readonly [entityId: string, level: LeadingLevel])[];
  /** Households with what would be true of them. */
  readonly facts?: readonly (readonly [householdId: string, facts: Facts])[];
  readonly agreementId?: string | undefined;
  readonly householdBindingIds?: readonly string[] | undefined;
}

/** A command that was tried: the aggregate it asks, and its state afterwards. */
interface Tried {
  readonly id: string;
  readonly after: unknown;
}

export interface Taking {
  readonly commands: readonly string[];
  readonly effect: 'COVERAGE_LOSS' | 'COVERAGE_LOSS_IF_TERMINATED' | 'COVERAGE_LOSS_IF_REVOKED';
  readonly taken: (tried: Tried) => Named;
}

interface Entity {
  readonly leadingLevel: LeadingLevel;
}

interface Merged {
  readonly mergedInto: string | null;
}

interface Agreement {
  readonly phase: string;
}

interface HouseholdSplit {
  readonly passingBindingIds: readonly string[];
}

interface Household {
  readonly eligibility: { readonly hasDevelopmentConditions: boolean; readonly isWilling: boolean };
}

const assessed = ({ eligibility }: Household): Facts => ({
  assessment: { conditions: eligibility.hasDevelopmentConditions, willing: eligibility.isWilling },
});

interface Monitored {
  readonly monitoring: { readonly riskEliminated: boolean } | null;
}

const monitoringOf = ({ monitoring }: Monitored) =>
  monitoring && (monitoring.riskEliminated ? 'RISK_ELIMINATED' : 'MONITORED');

interface Rectification {
  readonly entityId: string;
  readonly phase: string;
  readonly agreementIds: readonly string[];
  readonly evaluationId: string | null;
}

/** No agreement is concerned, so none can be terminated and no revocation follows. */
const leadsNowhere = ({ phase, agreementIds, evaluationId }: Rectification): boolean =>
  phase === 'RECHECK_PASSED' || (agreementIds.length === 0 && evaluationId === null);

/**
 * What each command takes away. A change of forms takes nothing: every form counts, and `OTHER` alone is refused where no county
 * reviewer accepts it. Of a rectification, what would go at its end: the eligibility of the entity (R18), also where the agreements
 * concerned have run out. Of a proposal to part, what would go when all have signed.
 */
export const takings: readonly Taking[] = [
  {
    commands: ['EndEnterpriseBinding', 'SuspendEnterpriseBinding'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id }) => ({ enterpriseBindingId: id }),
  },
  {
    commands: ['RevokeEligibility', 'SuspendEntity', 'DeregisterEntity'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id }) => ({ entityId: id }),
  },
  {
    commands: ['MergeDuplicateEntity'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id, after }) => ({ entityId: id, survivorId: (after as Merged).mergedInto }),
  },
  {
    commands: ['SetLeadingLevel'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id, after }) => ({ levels: [[id, (after as Entity).leadingLevel]] }),
  },
  {
    commands: ['MarkHouseholdVanished'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id }) => ({ facts: [[id, { village: null }]] }),
  },
  {
    commands: ['AssessEligibility'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id, after }) => ({ facts: [[id, assessed(after as Household)]] }),
  },
  {
    commands: ['EliminateRisk'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id }) => ({ facts: [[id, { monitoring: 'RISK_ELIMINATED' }]] }),
  },
  {
    commands: ['VoidMonitoring'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id, after }) => ({ facts: [[id, { monitoring: monitoringOf(after as Monitored) }]] }),
  },
  {
    commands: ['VoidAlleviatedRecord'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id }) => ({ facts: [[id, { alleviated: false }]] }),
  },
  {
    commands: ['ClearLowIncome'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id }) => ({ facts: [[id, { lowIncome: false }]] }),
  },
  {
    commands: ['EndBinding', 'SuspendBinding'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id }) => ({ householdBindingIds: [id] }),
  },
  {
    commands: ['SplitHousehold'],
    effect: 'COVERAGE_LOSS',
    taken: ({ after }) => ({ householdBindingIds: (after as HouseholdSplit).passingBindingIds }),
  },
  {
    commands: ['TerminateAgreement', 'ExpireAgreement'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id }) => ({ agreementId: id }),
  },
  {
    commands: ['TerminateByConsent'],
    effect: 'COVERAGE_LOSS_IF_TERMINATED',
    taken: ({ id }) => ({ agreementId: id }),
  },
  {
    commands: ['SignTermination', 'SignTerminationForHousehold'],
    effect: 'COVERAGE_LOSS',
    taken: ({ id, after }) => ((after as Agreement).phase === 'TERMINATED' ? { agreementId: id } : {}),
  },
  {
    commands: [
      'OrderRectification',
      'RecheckRectification',
      'ReopenRectification',
      'DeclareRectificationFailed',
    ],
    effect: 'COVERAGE_LOSS_IF_REVOKED',
    taken: ({ after }) => {
      const order = after as Rectification;
      return leadsNowhere(order) ? {} : { entityId: order.entityId };
    },
  },
];
