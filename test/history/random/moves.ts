import { accessTokenMoves } from './access-token';
import { agreementMoves } from './agreement';
import { appointmentMoves } from './appointment';
import { auditReadMoves } from './audit-read';
import { distributionMoves } from './distribution';
import { divisionMoves } from './division';
import { dividendSchemeMoves } from './dividend-scheme';
import { enterpriseBindingMoves } from './enterprise-binding';
import { entityMoves, revocations } from './entity';
import { erasureMoves } from './erasure';
import { evaluationMoves } from './evaluation';
import { evidencePackageMoves } from './evidence-package';
import { householdMoves } from './household';
import { householdBindingMoves } from './household-binding';
import { incomeMoves } from './income';
import type { Model } from './model';
import { parameterMoves } from './parameter';
import { personalReadMoves } from './personal-read';
import { rectificationMoves, rectifyingMoves } from './rectification';
import type { Moves, Request } from './request';
import type { Roll } from './roll';
import { snapshotMoves } from './snapshot';
import { userMoves } from './user';

const EVERYTHING: readonly Moves[] = [
  ...[divisionMoves, parameterMoves, householdMoves, entityMoves],
  ...[householdBindingMoves, enterpriseBindingMoves, agreementMoves, dividendSchemeMoves, distributionMoves],
  ...[incomeMoves, evaluationMoves, rectificationMoves, snapshotMoves, erasureMoves, personalReadMoves],
  ...[userMoves, appointmentMoves, accessTokenMoves, auditReadMoves, evidencePackageMoves],
];

/** What somebody sends next. */
export type Next = (model: Model, roll: Roll) => Request;

const oneOfThese = (kinds: readonly Moves[]): Next => {
  const byWeight = kinds.flatMap((moves) => Array.from({ length: moves.weight }, () => moves));
  const next: Next = (model, roll) => roll.pick(byWeight).next(model, roll) ?? next(model, roll);
  return next;
};

export const anything = oneOfThese(EVERYTHING);

/** Where nobody has to do with anything but agreements, and what is judged of them. */
export const judging = oneOfThese([
  ...[agreementMoves, evaluationMoves, evaluationMoves, evaluationMoves],
  ...[rectifyingMoves, entityMoves, revocations],
]);
