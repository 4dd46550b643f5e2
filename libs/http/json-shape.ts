/** No command nests deeper than a few parts; what does can only be meant to exhaust whoever walks through it. */
export const DEEPEST = 32;

/** More than the longest list of a command holds with all its fields; each value is looked at, and told of where it is wrong. */
export const MOST_VALUES = 30_000;

/** No command has so many fields, nor so long a list: what an object holds that it should not is sought out in all of it. */
export const WIDEST = 2_000;

/** What of a body goes beyond bounds, in one pass over the text and before anything is made of it. */
export const shapeFault = (json: string): 'BODY_TOO_DEEP' | 'BODY_OF_TOO_MANY' | null => {
  const shape = { open: [] as number[], values: 0 };
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charCodeAt(at);
    if (character === QUOTE) at = endOfText(json, at + 1);
    else STEPS.get(character)?.(shape);
    if (shape.open.length > DEEPEST) return 'BODY_TOO_DEEP';
    if (shape.values >= MOST_VALUES || (shape.open.at(-1) ?? 0) >= WIDEST) return 'BODY_OF_TOO_MANY';
  }
  return null;
};

/** Of what has been read. */
interface Shape {
  /** How many values have ended in each object and list that is open. */
  readonly open: number[];
  values: number;
}

/** Where the quote stands that ends it, or the end of everything. */
const endOfText = (json: string, from: number): number => {
  let at = from;
  while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
};

const [QUOTE, BACKSLASH] = [0x22, 0x5c];

const opened = ({ open }: Shape): void => void open.push(0);
const closed = ({ open }: Shape): void => void open.pop();
const parted = (shape: Shape): void => {
  shape.values += 1;
  shape.open.push((shape.open.pop() ?? 0) + 1);
};

/** Braces, brackets and the comma. */
const STEPS: ReadonlyMap<number, (shape: Shape) => void> = new Map([
  [0x5b, opened],
  [0x7b, opened],
  [0x5d, closed],
  [0x7d, closed],
  [0x2c, parted],
]);
