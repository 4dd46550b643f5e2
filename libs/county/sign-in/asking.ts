import { IsTotpSecret } from '@validation/account-fields';
import { IsCode, IsSealedText, Optional } from '@validation/fields';

/** Fields of the sign-in. */
export class PasswordSignIn {
  @IsSealedText(100) login!: string;
  @IsSealedText(200) password!: string;
  /** Where a device is enrolled. */
  @Optional() @IsCode() code?: string;
}

export class PasswordChange extends PasswordSignIn {
  @IsSealedText(200) next!: string;
}

export class TotpEnrolment {
  @IsTotpSecret() secret!: string;
  @IsCode() code!: string;
}
