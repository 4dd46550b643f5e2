/** better-sqlite3 answers at once and throws at once; the port promises both. */
export const promised = <T>(work: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(work());
  });
