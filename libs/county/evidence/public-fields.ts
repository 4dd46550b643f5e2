const PARAMETER = [
  'key',
  'scope',
  'value',
  'effectiveFrom',
  'effectiveTo',
  'sourceDocument',
  'clause',
] as const;

/**
 * What anybody may see of an event: of these types, when it happened and these fields. Everything else is withheld, and so is
 * every event of a household, a reading, an account or a post, whatever it holds. No free text, no person, no amount of
 * one household is among them.
 */
export const PUBLIC_FIELDS: Readonly<Record<string, readonly string[]>> = {
  DivisionRegistered: ['code', 'name', 'level', 'source'],
  DivisionRenamed: ['code', 'name', 'source'],
  DivisionMerged: ['code', 'into', 'source'],
  DivisionSplit: ['code', 'into', 'source'],
  DivisionRecoded: ['code', 'newCode', 'source'],
  PolicyParameterSet: PARAMETER,
  PolicyParameterSuperseded: PARAMETER,
  EntityRegistered: ['entityId', 'kind', 'name', 'uscc', 'villageCode', 'industries', 'leadingLevel'],
  EntityRenamed: ['name'],
  EntityDataCorrected: ['name', 'kind', 'villageCode', 'leadingLevel'],
  EntityApproved: ['decisionNo'],
  EntityIndustryChanged: ['industries'],
  LeadingLevelChanged: ['level', 'documentNo'],
  DemoLevelGranted: ['level', 'documentNo'],
  DemoLevelWithdrawn: ['documentNo'],
  EntitySuspended: [],
  EntityResumed: [],
  EligibilityRevoked: ['decisionNo'],
  EligibilityRestored: ['decisionNo'],
  EntityDeregistered: [],
  EnterpriseBindingProposed: ['enterpriseId', 'cooperativeId', 'industry', 'startDate', 'endDate'],
  EnterpriseBindingActivated: ['from'],
  EnterpriseBindingEnded: ['cause'],
  AgreementSigned: ['party', 'level'],
  AgreementConcluded: ['agreementNo'],
  AgreementEnteredIntoForce: [],
  AgreementTerminated: ['cause', 'decisionNo'],
  AgreementExpired: [],
  DistributionDeclared: ['entityId', 'periodFrom', 'periodTo', 'payDate'],
  DividendsApproved: ['step'],
  DividendRescheduled: ['payDate'],
  RectificationOrdered: ['entityId', 'source', 'dueDate'],
  RectificationOverdue: ['dueDate'],
  RectificationClosed: [],
  RectificationFailed: ['decisionNo'],
  EvaluationFinalized: ['entityId', 'year', 'result', 'grade', 'totalCentiPoints'],
  ReportSnapshotPublished: ['kind', 'division', 'asOf', 'knownAt', 'bulletinNo'],
};
