/** The driver's code of an error, empty where it is none of its own. Not by class: the driver makes its errors of the first realm that loaded it, where `instanceof` of another fails. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';

/** Pages that contradict each other, or a file that is no database at all. */
export const isCorrupt = (error: unknown): boolean => /^SQLITE_(?:CORRUPT|NOTADB)/.test(codeOf(error));
