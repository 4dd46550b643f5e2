import type { Role } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import { IsNewLogin } from '@validation/account-fields';
import {
  IsDivision,
  IsId,
  IsOneOf,
  IsSealedText,
  IsText,
  IsWhole,
  Nullable,
  Optional,
} from '@validation/fields';
import { SIGN_IN_FAULTS, SIGN_IN_METHODS, type SignInFault, type SignInMethod } from './events';

const ADMINISTERING: readonly Role[] = ['ADMIN'];
/** Asked by the sign-in alone, which has looked at passwords and codes. */
const SIGN_IN: readonly Role[] = [];

/** A login is never given twice: it is the actor of events for ever. */
export class RegisterUser {
  static readonly title = '登记用户';
  static readonly sentBy = ADMINISTERING;

  @IsNewLogin() login!: string;
  @IsDivision() division!: DivisionCode;
  @IsSealedText(100) name!: string;
  @Optional() @IsSealedText(30) phone?: string;
}

export class DisableUser {
  static readonly title = '停用用户';
  static readonly sentBy = ADMINISTERING;
}

export class EnableUser {
  static readonly title = '启用用户';
  static readonly sentBy = ADMINISTERING;
}

/** A password for the next sign-in, which has to change it; all sessions end. */
export class ResetPassword {
  static readonly title = '重置密码';
  static readonly sentBy = ADMINISTERING;

  @IsSealedText(200) password!: string;
}

/** Of one's own, after the old one was given. */
export class ChangePassword {
  static readonly title = '修改密码';
  static readonly sentBy = SIGN_IN;

  @IsSealedText(200) password!: string;
  @IsText(100) address!: string;
  @Optional() @Nullable() @IsWhole(0, Number.MAX_SAFE_INTEGER) totpStep?: number | null;
}

/** RFC 6238: from now on a code of the person's device is asked for besides the password. */
export class EnrolTotp {
  static readonly title = '启用动态口令';
  static readonly sentBy = SIGN_IN;

  @IsSealedText(200) secret!: string;
  @IsWhole(0, Number.MAX_SAFE_INTEGER) totpStep!: number;
}

export class RemoveTotp {
  static readonly title = '取消动态口令';
  static readonly sentBy = ADMINISTERING;
}

/** At the first sign-in through a provider: from then on the name alone is not enough there. */
export class BindIdentity {
  static readonly title = '绑定统一身份';
  static readonly sentBy = SIGN_IN;

  @IsSealedText(2_000) issuer!: string;
  @IsSealedText(255) subject!: string;
}

/** For somebody whom the provider knows anew. */
export class UnbindIdentity {
  static readonly title = '解除统一身份绑定';
  static readonly sentBy = ADMINISTERING;
}

export class OpenSession {
  static readonly title = '登录';
  static readonly sentBy = SIGN_IN;

  @IsOneOf(SIGN_IN_METHODS) method!: SignInMethod;
  @IsText(100) address!: string;
  @IsText(30) expiresAt!: string;
  /** Time step of the code that was given: none is taken twice. */
  @Optional() @Nullable() @IsWhole(0, Number.MAX_SAFE_INTEGER) totpStep?: number | null;
}

export class EndSession {
  static readonly title = '结束会话';
  static readonly sentBy = ADMINISTERING;

  @IsId() sessionId!: string;
}

/** Each failure counts; the one that is too many locks the account for a while. */
export class RefuseSignIn {
  static readonly title = '登录未通过';
  static readonly sentBy = SIGN_IN;

  @IsOneOf(SIGN_IN_FAULTS) fault!: SignInFault;
  @IsText(100) address!: string;
  @IsWhole(1, 100) attemptsAllowed!: number;
  /** Until when it would be locked. */
  @IsText(30) lockUntil!: string;
}
