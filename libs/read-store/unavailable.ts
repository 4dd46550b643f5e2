/** The server of the read models does not answer, or not in time. Nothing was half done; asking again later is safe. */
export class ViewsUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ViewsUnavailable';
  }
}

/** The file of the read models contradicts itself. It holds nothing that does not follow from the log. */
export class ViewsDamaged extends ViewsUnavailable {
  constructor(path: string, options?: ErrorOptions) {
    super(
      `the read models in ${path} are damaged; nothing is lost, for they follow from the log: stop every process of the county, put ${path} away with all files whose names begin so, start again, and they are built anew`,
      options,
    );
    this.name = 'ViewsDamaged';
  }
}

/** What a server of the read models says of itself. */
export interface ViewsState {
  readonly version: string;
  /** `transactions` on a replica set, `journal` on a standalone server, where a question may see half a commit. */
  readonly commits: 'transactions' | 'journal';
}
