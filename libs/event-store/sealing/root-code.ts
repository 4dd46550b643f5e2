/** Crockford's base 32 and his five further signs for the check. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECKS = `${DIGITS}*~$=U`;

/** 100 bits: nobody finds another log with the same code. */
const LENGTH = 20;
const GROUP = 5;
const SYMBOLS = new RegExp(`^[${DIGITS}]{${String(LENGTH)}}$`);

const valueOf = (hex: string): bigint => BigInt(`0x${hex.slice(0, LENGTH / 0.8)}`);

/** The beginning of a root for print, `XXXXX-XXXXX-XXXXX-XXXXX-C`: twenty signs and one that finds a slip of the pen. */
export const rootCode = (root: string): string => {
  let rest = valueOf(root);
  let digits = '';
  for (let place = 0; place < LENGTH; place += 1) {
    digits = `${DIGITS[Number(rest % 32n)] ?? ''}${digits}`;
    rest /= 32n;
  }
  const groups = Array.from({ length: LENGTH / GROUP }, (_, at) =>
    digits.slice(at * GROUP, (at + 1) * GROUP),
  );
  return [...groups, CHECKS[Number(valueOf(root) % 37n)]].join('-');
};

/** As it is written above, whatever a person typed for it: small letters, O for 0, I or L for 1, dashes left out. Null where it is none. */
export const readRootCode = (typed: string): string | null => {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const [digits, check] = [plain.slice(0, LENGTH), plain.slice(LENGTH)];
  if (check.length !== 1 || !SYMBOLS.test(digits)) return null;
  const value = Array.from(digits).reduce((sum, digit) => sum * 32n + BigInt(DIGITS.indexOf(digit)), 0n);
  const code = rootCode(value.toString(16).padStart(LENGTH / 0.8, '0'));
  return code.endsWith(check) ? code : null;
};
