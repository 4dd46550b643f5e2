import { IsId, IsOneOf } from '@validation/fields';
import { PARTIES, Settling, SignForHousehold, Signing } from './commands';
import { AGREEMENT_PARTIES, type AgreementParty } from './paper';
import { CONSENSUAL_CAUSES, type ConsensualCause } from './termination-events';

/** Proposes to part; the agreement stands until all parties have signed. */
export class TerminateByConsent extends Settling {
  static readonly title = '提出协商解除协议';
  static readonly sentBy = PARTIES;

  @IsOneOf(CONSENSUAL_CAUSES) cause!: ConsensualCause;
}

/** Names the paper, so that nobody signs one that he has not seen. With the last signature the agreement is terminated. */
export class SignTermination extends Signing {
  static readonly title = '签署解除协议';

  @IsId() terminationId!: string;
}

export class SignTerminationForHousehold extends SignForHousehold {
  static override readonly title = '农户签署解除协议';

  @IsId() terminationId!: string;
}

class OfTermination {
  static readonly sentBy = PARTIES;
  @IsId() terminationId!: string;
}

/** By whoever proposed it, before all have signed. The reason travels with the command. */
export class WithdrawTermination extends OfTermination {
  static readonly title = '撤回协商解除协议';
}

/** A party that has not signed says no. The reason travels with the command. */
export class DeclineTermination extends OfTermination {
  static readonly title = '拒签解除协议';

  @IsOneOf(AGREEMENT_PARTIES) party!: AgreementParty;
}
