/** No token, or one that is not ours, or out of date. */
export class NotAuthenticated extends Error {
  constructor(because: string) {
    super(because);
    this.name = 'NotAuthenticated';
  }
}

/** The read models did not reach the position in time; never answered with an older state. */
export class Behind extends Error {
  constructor(
    readonly wanted: string,
    readonly reached: string,
  ) {
    super(`read models are at ${reached}, ${wanted} was asked for`);
    this.name = 'Behind';
  }
}
