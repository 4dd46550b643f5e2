import type { Words } from '@kernel/words';
import { NEW_KEY, otherThan, withExample } from './setting-fault';

export type Environment = Readonly<Record<string, string | undefined>>;
export type WholeNumber = (
  name: string,
  usual: number,
  limits: readonly [min: number, max: number],
) => number;

export const timestampUrl = (env: Environment, faults: Words[]): string | null => {
  const text = env['TIMESTAMP_URL'] ?? '';
  if (text === '') return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    faults.push(
      withExample('TIMESTAMP_URL', 'http://timestamp.example.org/tsa', {
        zh: 'TIMESTAMP_URL 须为网址',
        en: 'TIMESTAMP_URL takes a URL',
      }),
    );
  return text;
};

/** Its text is not repeated in a fault: it may hold a password. */
export const engine = (
  env: Environment,
  faults: Words[],
  { name, usual, faultIn }: { name: string; usual: string; faultIn: (text: string) => Words | null },
): string => {
  const text = env[name] ?? usual;
  const fault = faultIn(text);
  if (fault !== null)
    faults.push(withExample(name, usual, { zh: `${name}：${fault.zh}`, en: `${name}: ${fault.en}` }));
  return text;
};

export const whole = (
  env: Environment,
  faults: Words[],
  { name, usual, min, max }: { name: string; usual: number; min: number; max: number },
): number => {
  const text = env[name] ?? String(usual);
  const value = Number(text);
  const fits = /^\d+$/.test(text) && value >= min && value <= max;
  if (!fits)
    faults.push(
      otherThan(
        { name, text, usual: String(usual) },
        {
          zh: `${String(min)} 至 ${String(max)} 的整数`,
          en: `an integer ${String(min)}..${String(max)}`,
        },
      ),
    );
  return value;
};

export const wholeIn =
  (env: Environment, faults: Words[]): WholeNumber =>
  (name, usual, [min, max]) =>
    whole(env, faults, { name, usual, min, max });

export const oneOf = (
  env: Environment,
  faults: Words[],
  { name, usual, words }: { name: string; usual: string; words: readonly string[] },
): string => {
  const text = env[name] ?? usual;
  if (!words.includes(text))
    faults.push(otherThan({ name, text, usual }, { zh: words.join(' | '), en: words.join(' | ') }));
  return text;
};

export const masterKey = (env: Environment, faults: Words[], name: string): Buffer | null => {
  const text = env[name];
  if (text === undefined) return null;
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32)
    faults.push(
      withExample(name, NEW_KEY, {
        zh: `${name} 须为 base64 编码的 32 字节`,
        en: `${name} must be 32 bytes in base64`,
      }),
    );
  return key;
};
