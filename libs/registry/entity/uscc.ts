const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

export type UsccFault = 'FORM' | 'CHECK_DIGIT';

/**
 * What is wrong with a unified social credit code (GB 32100-2015); null where nothing is. The check is 31 − (Σ mod 31), and
 * 0 where Σ mod 31 is 0. Some codes in use fail it, so CHECK_DIGIT may be overridden with a reason, FORM may not.
 */
export const usccFault = (uscc: string): UsccFault | null => {
  if (uscc.length !== 18 || !/^[0-9A-HJ-NPQRTUWXY]+$/.test(uscc)) return 'FORM';
  return usccCheck(uscc.slice(0, 17)) === uscc[17] ? null : 'CHECK_DIGIT';
};

export const usccCheck = (first17: string): string => {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(first17[index] ?? ''),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
};
