import { InvalidArgumentError } from 'commander';
import { told } from '@county/language';
import { readRootCode } from '@event-store/sealing/root-code';

/** Of an option that is given once for each: a root code, as people write it. */
export const code = (text: string, codes: readonly string[]): readonly string[] => {
  const read = readRootCode(text);
  if (read === null)
    throw new InvalidArgumentError(
      told({
        zh: '须为公示的编码，形如 XXXXX-XXXXX-XXXXX-XXXXX-C。',
        en: 'It takes a code as published, XXXXX-XXXXX-XXXXX-XXXXX-C.',
      }),
    );
  return [...codes, read];
};

/** Of an option that is given once for each: the fingerprint of a key. */
export const fingerprint = (text: string, keys: readonly string[]): readonly string[] => {
  if (!/^[\da-f]{64}$/.test(text))
    throw new InvalidArgumentError(
      told({ zh: '须为64位十六进制的指纹。', en: 'It takes a fingerprint of 64 hexadecimal digits.' }),
    );
  return [...keys, text];
};
