/** Where a projection tells what an operator should know. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const nothing = (): void => undefined;

export const silent: Log = { info: nothing, warn: nothing, error: nothing };
