import type { Decide } from '@kernel/decider';
import type { Role } from '@kernel/actor';
import { mayReceive, subjectFrom, type Recipient } from '@kernel/evidence';
import { isIdle, isTaken, requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  BeginEvidencePackage,
  FailEvidencePackage,
  RecordEvidencePackage,
  RequestEvidencePackage,
  TakeEvidencePackage,
} from './commands';
import type { EvidencePackageEvent } from './events';
import { steps } from './lifecycle';
import type { EvidencePackage } from './state';

type Rule<Command> = Decide<Command, EvidencePackage, EvidencePackageEvent>;

/** A package that ends whoever makes it is given up rather than begun for ever. */
const MOST_ATTEMPTS = 3;

const fullestFor = (role: Role): Recipient => (mayReceive(role, 'AUDITOR') ? 'AUDITOR' : 'SUPERVISOR');

export const request: Rule<RequestEvidencePackage> = (
  { kind, name, recipient: wanted, purpose },
  { phase },
  { actor: { user: requestedBy, role, scope } },
) => {
  requireState(steps.RequestEvidencePackage, phase, {});
  const recipient = wanted ?? fullestFor(role);
  requireAll(
    subjectFrom(kind, name) === null && unmet('EVIDENCE_SUBJECT_NOT_NAMED', { kind }, '/name'),
    !mayReceive(role, recipient) && unmet('EVIDENCE_NOT_OF_ROLE', { recipient }, '/recipient'),
  );
  const data = { kind, name, recipient, purpose, scope, requestedBy };
  return [{ type: 'EvidencePackageRequested', data }];
};

/** Two processes that see the same attempt to be made do not both make it. */
export const begin: Rule<BeginEvidencePackage> = ({ keeper, attempt }, { phase, attempts }) => {
  const step = steps.BeginEvidencePackage;
  require(isTaken(step, phase) && attempts === attempt - 1, step.otherwise);
  if (attempt <= MOST_ATTEMPTS) return [{ type: 'EvidencePackageBegun', data: { keeper } }];
  const message = `whoever made it ended before it was made, ${String(MOST_ATTEMPTS)} times`;
  return [{ type: 'EvidencePackageFailed', data: { code: 'INTERRUPTED', message } }];
};

/** The same file again is nothing new; another one is, also where somebody had given up before. */
export const record: Rule<RecordEvidencePackage> = ({ sha256, ...more }, { makings }) =>
  makings.some((made) => made.sha256 === sha256)
    ? []
    : [{ type: 'EvidencePackageMade', data: { sha256, ...more } }];

/** What was made once stays made. */
export const fail: Rule<FailEvidencePackage> = ({ code, message }, { phase }) =>
  isIdle(steps.FailEvidencePackage, phase)
    ? []
    : [{ type: 'EvidencePackageFailed', data: { code, message } }];

export const take: Rule<TakeEvidencePackage> = ({ sha256 }, { request: asked, makings }, { actor }) => {
  const { user: takenBy, role } = actor;
  if (asked !== null)
    require(mayReceive(role, asked.recipient), 'EVIDENCE_NOT_OF_ROLE', { recipient: asked.recipient });
  const isMade = makings.some((made) => made.sha256 === sha256);
  require(isMade, 'EVIDENCE_PACKAGE_NOT_MADE', { sha256 });
  return [{ type: 'EvidencePackageTakenAway', data: { sha256, takenBy } }];
};
