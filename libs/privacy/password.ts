import { hash, verify } from '@node-rs/argon2';

/** OWASP: argon2id, 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const LENGTH_MIN = 12;

/** Argon2id in PHC form: the cost stands in it, so that it may be raised later. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST);

/** Takes as long for an account that is not there: `hash` null. */
export const isPassword = async (hashed: string | null, password: string): Promise<boolean> => {
  const isRight = await verify(hashed ?? (await nobodys()), password.normalize('NFKC'));
  return isRight && hashed !== null;
};

let nobody: Promise<string> | null = null;

const nobodys = (): Promise<string> => {
  nobody ??= hashPassword('nobody has this password');
  return nobody;
};

/** Short, made of the login, or one character again and again. */
export const isWeak = (password: string, login: string): boolean =>
  Array.from(password).length < LENGTH_MIN ||
  (login !== '' && password.toLowerCase().includes(login.toLowerCase())) ||
  new Set(password).size < 4;
