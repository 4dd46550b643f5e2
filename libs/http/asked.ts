import type { Actor } from '@kernel/actor';

/** What travels with a question: who asks, and the position the answer must have reached. */
export interface Asking {
  readonly actor: Actor;
  readonly after: string | undefined;
  readonly requestId: string;
}

const ASKING = Symbol('asking');

export const asked = (question: object, asking: Asking): object =>
  Object.defineProperty(question, ASKING, { value: asking, enumerable: false });

export const askingOf = (question: object): Asking => {
  const asking = (question as { [ASKING]?: Asking })[ASKING];
  if (asking === undefined) throw new Error(`${question.constructor.name} was asked by nobody`);
  return asking;
};
