/** No command nests deeper than a few parts; what does can only be meant to exhaust whoever walks through it. */
export const DEEPEST = 32;

/** Whether brackets nest deeper than allowed, in one pass over the text and before anything is made of it. */
export const isTooDeep = (json: string): boolean => {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charCodeAt(at);
    if (character === QUOTE) at = endOfText(json, at + 1);
    else depth += STEPS.get(character) ?? 0;
    if (depth > DEEPEST) return true;
  }
  return false;
};

/** Where the quote stands that ends it, or the end of everything. */
const endOfText = (json: string, from: number): number => {
  let at = from;
  while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
};

const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** Braces and brackets. */
const STEPS: ReadonlyMap<number, number> = new Map([
  [0x5b, 1],
  [0x7b, 1],
  [0x5d, -1],
  [0x7d, -1],
]);
