import { Secret, TOTP } from 'otpauth';

const ISSUER = '双绑';
const STEP_SECONDS = 30;
const FORM = { issuer: ISSUER, digits: 6, period: STEP_SECONDS } as const;
/** RFC 4226, R6. */
const SECRET_BYTES = 20;

export interface Proposal {
  readonly secret: string;
  readonly uri: string;
}

export const proposedFor = (login: string): Proposal => {
  const secret = new Secret({ size: SECRET_BYTES });
  return { secret: secret.base32, uri: new TOTP({ ...FORM, label: login, secret }).toString() };
};

/** The step of time that the code belongs to, now or one step before or after; null where it belongs to none. */
export const stepOf = (secret: string, code: string, timestamp: number): number | null => {
  const totp = new TOTP({ ...FORM, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1_000 / STEP_SECONDS) + delta;
};
