/** How an answer becomes a file. */
export interface Rendering {
  /** Media type. */
  readonly type: string;
  /** Name of the file. */
  readonly name: (answer: object) => string;
  /** The file, part by part. */
  readonly lines: (answer: object) => Iterable<string>;
}
