/** The server of the read models does not answer, or not in time. Nothing was half done; asking again later is safe. */
export class ViewsUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ViewsUnavailable';
  }
}

/** What a server of the read models says of itself. */
export interface ViewsState {
  readonly version: string;
  /** `transactions` on a replica set, `journal` on a standalone server, where a question may see half a commit. */
  readonly commits: 'transactions' | 'journal';
}
