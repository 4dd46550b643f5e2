/** Servers that were started for a test, and the settings that lead a county to them. */
export interface OpenEngines {
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** An event log and a read store that a county may run on. */
export interface EnginePair {
  readonly name: string;
  readonly open: () => Promise<OpenEngines>;
}

/** Both in files of the county's own folder. */
export const EMBEDDED: EnginePair = {
  name: 'sqlite and sqlite',
  open: () => Promise.resolve({ settings: {}, close: () => Promise.resolve() }),
};
