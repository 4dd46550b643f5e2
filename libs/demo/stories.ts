import type { DivisionCode } from '@kernel/division-code';
import type { Defect } from './office';

/** Where to look: the stories of a demonstration by the ids they happened to. */
export interface Stories {
  /** Refused the town's signature, terminated after a failed re-check; its cooperative revoked. */
  readonly revokedAgreement: string;
  readonly revokedCooperative: string;
  readonly rectification: string;
  readonly rehomedBinding: string;
  /** Takes in a household of another town: refused the town's signature, signed by the county, in force on its day. */
  readonly amendedAgreement: string;
  /** Ended by the signatures of all its parties. */
  readonly partedAgreement: string;
  /** Overdue, rescheduled, paid. */
  readonly lateDistribution: string;
  readonly correctedIncome: string;
  /** The bulletin that was published before the correction. */
  readonly snapshot: string;
  readonly exactVillage: DivisionCode;
  readonly belowVillage: DivisionCode;
  /** An enterprise binding that covers households. */
  readonly enterpriseBindingOf: string;
  /** Withdrew consent and was forgotten; withdrew consent and was refused. */
  readonly erasedHousehold: string;
  readonly keptHousehold: string;
  /** A village clerk's post with a deputy, an auditor's, and what the deputy did. */
  readonly delegatedPost: string;
  readonly auditorPost: string;
  readonly deputysHousehold: string;
  /** Its members are listed; a child married, and the spouse heads it. */
  readonly family: string;
  /** A child left it for a household of its own, and took over one of its bindings. */
  readonly splitHousehold: string;
  readonly newHousehold: string;
  /** 脱贫户, monitored and of low income at once. */
  readonly threefoldHousehold: string;
  /** The county next door, and its only household that is not covered. */
  readonly neighbour: DivisionCode;
  readonly missingHousehold: string;
}

export interface Built {
  readonly stories: Stories;
  readonly defects: readonly Defect[];
}
