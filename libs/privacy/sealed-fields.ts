import { decrypt, encrypt, nameOfKey } from './cipher';

type Texts = Readonly<Record<string, string>>;

/** What is sealed was changed since, or is not of that person and field: it does not open with the key that it names. */
export class SealedDataDamaged extends Error {
  constructor(bound: string, options?: ErrorOptions) {
    super(`what is sealed as ${bound} is damaged, or that of another`, options);
    this.name = 'SealedDataDamaged';
  }
}

/** Field by field, each bound to subject and field. */
export const sealWith = (key: Buffer, subject: string, clear: Texts): Texts =>
  Object.fromEntries(
    Object.entries(clear).map(([field, text]) => {
      const parts = encrypt(key, Buffer.from(text, 'utf8'), boundTo(subject, field));
      return [field, ['v1', nameOfKey(key), ...parts.map((part) => part.toString('base64url'))].join('.')];
    }),
  );

/** Name of the key that a text was sealed with; null for what is no sealed text. */
export const keyNamedIn = (text: unknown): string | null =>
  typeof text === 'string' ? (/^v1\.([\w-]{12})\./.exec(text)?.[1] ?? null) : null;

/** Null for a field whose key is no more. @throws SealedDataDamaged */
export const openWith = (
  key: Buffer | null,
  subject: string,
  sealed: Texts,
): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    Object.entries(sealed).map(([field, text]) => [
      field,
      key === null ? null : openField(key, boundTo(subject, field), text),
    ]),
  );

const boundTo = (subject: string, field: string): string => `${subject}/${field}`;

const openField = (key: Buffer, bound: string, text: string): string | null => {
  const [version, name, ...parts] = text.split('.');
  const [iv, tag, body, ...more] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (version !== 'v1' || iv === undefined || tag === undefined || body === undefined || more.length > 0)
    throw new SealedDataDamaged(bound);
  try {
    return decrypt(key, [iv, tag, body], bound).toString('utf8');
  } catch (cause) {
    // The name of a key takes longer to compute than a field to open, so it is asked for only where one did not open.
    if (name === nameOfKey(key)) throw new SealedDataDamaged(bound, { cause });
    return null;
  }
};
