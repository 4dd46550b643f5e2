/** Where a projection tells what an operator should know. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** What is wrong, and what is behind it. */
export const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${wordsOf(error.cause)}`;
};

const nothing = (): void => undefined;

export const silent: Log = { info: nothing, warn: nothing, error: nothing };
