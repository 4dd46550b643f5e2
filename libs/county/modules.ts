import { COMMON_REFUSALS } from '@kernel/refusal-texts';
import type { RefusalTexts } from '@kernel/refusal';
import type { Handled } from '@command/handling';
import { agreementModule } from '@linkage/agreement/module';
import { dividendKeepingModule } from '@linkage/dividend-keeping/module';
import { agreementKeepingModule } from '@linkage/agreement-keeping/module';
import { distributionModule } from '@linkage/distribution/module';
import { dividendSchemeModule } from '@linkage/dividend-scheme/module';
import { enterpriseBindingModule } from '@linkage/enterprise-binding/module';
import { householdBindingModule } from '@linkage/household-binding/module';
import { householdSplitModule } from '@linkage/household-split/module';
import { incomeModule } from '@linkage/income/module';
import { incomeExplanationModule } from '@linkage/income-explanation/module';
import { incomeFigureModule } from '@linkage/income-figure/module';
import { incomeListModule } from '@linkage/income-list/module';
import { incomeYearModule } from '@linkage/income-year/module';
import { overdueDividendModule } from '@linkage/overdue-dividend/module';
import { reBindingModule } from '@linkage/re-binding/module';
import { reHomingModule } from '@linkage/re-homing/module';
import { auditReadModule } from '@oversight/audit-read/module';
import { auditModule } from '@oversight/audit/module';
import { evidencePackageModule } from '@oversight/evidence-package/module';
import { coreVillageModule } from '@oversight/core-village/module';
import { coverageModule } from '@oversight/coverage/module';
import { coverageBreakdownModule } from '@oversight/coverage-breakdown/module';
import { coverageComparisonModule } from '@oversight/coverage-comparison/module';
import { incomeComparisonModule } from '@oversight/income-comparison/module';
import { coverageExplanationModule } from '@oversight/coverage-explanation/module';
import { coverageListModule } from '@oversight/coverage-list/module';
import { coverageLossModule } from '@oversight/coverage-loss/module';
import { coverageOutlookModule } from '@oversight/coverage-outlook/module';
import { denominatorModule } from '@oversight/denominator/module';
import { industryChainModule } from '@oversight/industry-chain/module';
import { separationOfDutiesModule } from '@oversight/separation-of-duties/module';
import { sealModule } from '@oversight/seal/module';
import { snapshotModule } from '@oversight/snapshot/module';
import { evaluationCompletenessModule } from '@oversight/evaluation-completeness/module';
import { evaluationModule } from '@oversight/evaluation/module';
import { rectificationModule } from '@oversight/rectification/module';
import { revocationDueModule } from '@oversight/revocation-due/module';
import type { ContextModule } from '@query/context-module';
import { appointmentModule } from '@registry/appointment/module';
import { divisionModule } from '@registry/division/module';
import { withDivisionNames } from '@registry/division/queries';
import { entityModule } from '@registry/entity/module';
import { erasureModule } from '@registry/erasure/module';
import { householdModule } from '@registry/household/module';
import { parameterModule } from '@registry/parameter/module';
import { personalReadModule } from '@registry/personal-read/module';
import { accessTokenModule } from '@registry/access-token/module';
import { userModule } from '@registry/user/module';
import { forPrograms } from './programs';

const MODULES: readonly ContextModule[] = [
  divisionModule,
  userModule,
  appointmentModule,
  accessTokenModule(() => FOR_PROGRAMS),
  parameterModule,
  householdModule,
  erasureModule,
  personalReadModule,
  entityModule,
  householdBindingModule,
  enterpriseBindingModule,
  agreementModule,
  agreementKeepingModule,
  dividendKeepingModule,
  householdSplitModule,
  dividendSchemeModule,
  distributionModule,
  overdueDividendModule,
  incomeExplanationModule,
  incomeModule,
  incomeFigureModule,
  incomeListModule,
  incomeYearModule,
  reHomingModule,
  reBindingModule,
  coreVillageModule,
  coverageModule,
  coverageBreakdownModule,
  coverageExplanationModule,
  coverageListModule,
  coverageLossModule,
  coverageOutlookModule,
  denominatorModule,
  industryChainModule,
  coverageComparisonModule,
  incomeComparisonModule,
  snapshotModule,
  rectificationModule,
  revocationDueModule,
  evaluationModule,
  evaluationCompletenessModule,
  auditModule,
  auditReadModule,
  evidencePackageModule,
  separationOfDutiesModule,
  sealModule,
];

/** Everything a county does: the modules, upstream first. Wherever one answers with a division, it is named. */
export const modules: readonly ContextModule[] = MODULES.map((module) =>
  module.answers === undefined ? module : { ...module, answers: withDivisionNames(module.answers) },
);

/** Names of what a program may ask and send. */
export const FOR_PROGRAMS = forPrograms(modules);

export const aggregates: readonly Handled[] = modules.flatMap(({ handled }) =>
  handled === undefined ? [] : [handled],
);

export const projectors = modules.flatMap(({ projectors: own = [] }) => own);

export const policies = modules.flatMap(({ policies: own = [] }) => own);

export const answers = modules.flatMap(({ answers: own = [] }) => own);

export const consequences = modules.flatMap(({ consequences: own = [] }) => own);

export const disclosures = modules.flatMap(({ disclosures: own = [] }) => own);

export const refusalTexts: RefusalTexts = Object.assign(
  {},
  COMMON_REFUSALS,
  ...aggregates.map(({ refusals }) => refusals),
) as RefusalTexts;
