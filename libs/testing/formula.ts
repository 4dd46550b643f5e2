/** A formula of an explanation, taken apart. */
export type Formula =
  | { readonly kind: 'NUMBER'; readonly value: bigint }
  | { readonly kind: 'WORD'; readonly value: string }
  | { readonly kind: 'NAME'; readonly name: string }
  | { readonly kind: 'CALL'; readonly name: string; readonly of: readonly Formula[] }
  | { readonly kind: 'SIGN'; readonly sign: string; readonly left: Formula; readonly right: Formula };

const TOKEN = /\s*(?:(\d+)|"([^"]*)"|([\p{L}_][\p{L}\d_.]*)|([()+−×÷,≥=∧∨]))/uy;

interface Token {
  readonly kind: 'NUMBER' | 'WORD' | 'NAME' | 'SIGN';
  readonly text: string;
}

const KINDS = ['NUMBER', 'WORD', 'NAME', 'SIGN'] as const;

const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    const at =
      found === null ? -1 : found.slice(1).findIndex((part) => (part as string | undefined) !== undefined);
    const kind = KINDS[at];
    if (found === null || kind === undefined) throw new Error(`${text}: unreadable from ${String(from)}`);
    tokens.push({ kind, text: found[at + 1] ?? '' });
  }
  return tokens;
};

/** Loosest first. */
const LEVELS: readonly (readonly string[])[] = [['∨'], ['∧'], ['≥', '='], ['+', '−'], ['×', '÷']];

class Reading {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Formula {
    const formula = this.level(0);
    if (this.#at < this.tokens.length) throw new Error(`left over: ${this.tokens[this.#at]?.text ?? ''}`);
    return formula;
  }

  private level(depth: number): Formula {
    const signs = LEVELS[depth];
    if (signs === undefined) return this.single();
    let left = this.level(depth + 1);
    while (signs.includes(this.sign() ?? '')) {
      const sign = this.take().text;
      left = { kind: 'SIGN', sign, left, right: this.level(depth + 1) };
    }
    return left;
  }

  private single(): Formula {
    const { kind, text } = this.take();
    if (kind === 'NUMBER') return { kind, value: BigInt(text) };
    if (kind === 'WORD') return { kind, value: text };
    if (kind === 'NAME') return this.sign() === '(' ? this.call(text) : { kind, name: text };
    if (text !== '(') throw new Error(`unexpected ${text}`);
    const inner = this.level(0);
    this.expect(')');
    return inner;
  }

  private call(name: string): Formula {
    const of: Formula[] = [];
    do {
      this.#at += 1;
      of.push(this.level(0));
    } while (this.sign() === ',');
    this.expect(')');
    return { kind: 'CALL', name, of };
  }

  private sign(): string | undefined {
    const token = this.tokens[this.#at];
    return token?.kind === 'SIGN' ? token.text : undefined;
  }

  private take(): Token {
    const token = this.tokens[this.#at];
    if (token === undefined) throw new Error('the formula ends too early');
    this.#at += 1;
    return token;
  }

  private expect(sign: string): void {
    if (this.take().text !== sign) throw new Error(`${sign} is missing`);
  }
}

export const formulaIn = (text: string): Formula => new Reading(tokensOf(text)).whole();
