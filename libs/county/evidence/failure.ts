import { NoEvidence } from '@event-store/evidence/gathering';
import type { FailureCode } from '@oversight/evidence-package/events';

/** Why a package was not made, as whoever asked is told. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

export const toLog = (error: unknown): void => {
  process.stderr.write(`evidence: ${String(error)}\n`);
};

/** What happened inside is for the log of the process, not for whoever asked. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof NoEvidence) return { code: 'REFUSED', message: error.message };
  toLog(error);
  return { code: 'INTERNAL', message: 'it could not be made, see the log of the server' };
};
