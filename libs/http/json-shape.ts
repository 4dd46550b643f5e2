/** No command nests deeper than a few parts; what does can only be meant to exhaust whoever walks through it. */
export const DEEPEST = 32;

/** More than the longest list of a command holds with all its fields; each value is looked at, and told of where it is wrong. */
export const MOST_VALUES = 30_000;

/** No command has so many fields, nor so long a list: what an object holds that it should not is sought out in all of it. */
export const WIDEST = 2_000;

/** What of a body goes beyond bounds, in one pass over the text and before anything is made of it. */
export const shapeFault = (json: string): ShapeFault | null => {
  const shape: Shape = { open: [], values: 0 };
  let fault: ShapeFault | null = null;
  for (let at = 0; at < json.length && fault === null; at += 1) {
    const character = json.charCodeAt(at);
    const step = STEPS.get(character);
    if (character === QUOTE) at = endOfText(json, at + 1);
    else if (step !== undefined) fault = faultAfter(step, shape);
  }
  return fault;
};

const faultAfter = (step: Step, shape: Shape): ShapeFault | null => {
  step(shape);
  if (shape.open.length > DEEPEST) return 'BODY_TOO_DEEP';
  return shape.values >= MOST_VALUES || (shape.open.at(-1) ?? 0) >= WIDEST ? 'BODY_OF_TOO_MANY' : null;
};

type ShapeFault = 'BODY_TOO_DEEP' | 'BODY_OF_TOO_MANY';
type Step = (shape: Shape) => void;

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
const STEPS: ReadonlyMap<number, Step> = new Map([
  [0x5b, opened],
  [0x7b, opened],
  [0x5d, closed],
  [0x7d, closed],
  [0x2c, parted],
]);
