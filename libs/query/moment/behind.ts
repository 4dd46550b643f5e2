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
