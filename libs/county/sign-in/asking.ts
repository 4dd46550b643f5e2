import { IsTotpSecret } from '@validation/account-fields';
import { IsCode, IsText, Optional } from '@validation/fields';

/** Fields of the sign-in. */
export class PasswordSignIn {
  @IsText(100) login!: string;
  @IsText(200) password!: string;
  /** Where a device is enrolled. */
  @Optional() @IsCode() code?: string;
}

export class PasswordChange extends PasswordSignIn {
  @IsText(200) next!: string;
}

export class TotpEnrolment {
  @IsTotpSecret() secret!: string;
  @IsCode() code!: string;
}
