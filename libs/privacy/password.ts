import { hash, verify } from '@node-rs/argon2';

/** OWASP: argon2id, 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const LENGTH_MIN = 12;

/** Each takes 19 MiB and a core for a while, whoever asks. */
const AT_ONCE = 4;
const WAITING_MAX = 100;

/** More passwords are to be looked at than can be in good time. */
export class PasswordsBusy extends Error {
  constructor() {
    super('too many passwords are being looked at');
    this.name = 'PasswordsBusy';
  }
}

const waiting: (() => void)[] = [];
let atWork = 0;

/** @throws PasswordsBusy */
const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (atWork >= AT_ONCE) {
    if (waiting.length >= WAITING_MAX) throw new PasswordsBusy();
    await new Promise<void>((go) => waiting.push(go));
  } else atWork += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) atWork -= 1;
    else next();
  }
};

/** Argon2id in PHC form: the cost stands in it, so that it may be raised later. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFKC'), COST));

/** Takes as long for an account that is not there: `hash` null. */
export const isPassword = async (hashed: string | null, password: string): Promise<boolean> => {
  const known = hashed ?? (await nobodys());
  const isRight = await inTurn(() => verify(known, password.normalize('NFKC')));
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
