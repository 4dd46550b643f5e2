/** How the streams of one county are called on a server that it may share with others. */
export class Names {
  private readonly prefix: string;

  /** `undefined`: the server is this county's alone. */
  constructor(namespace: string | undefined) {
    this.prefix = namespace === undefined ? '' : `${namespace}.`;
  }

  onServer(stream: string): string {
    return this.prefix + stream;
  }

  /** Null: a stream of the server itself, or of another county. */
  ofCounty(streamId: string): string | null {
    if (streamId.startsWith('$') || !streamId.startsWith(this.prefix)) return null;
    return streamId.slice(this.prefix.length);
  }

  /** What the server is to look for: beginnings, or a pattern where every stream is wanted. No stream begins with a dash. */
  wanted(categories: readonly string[] | null): readonly string[] | string {
    if (categories === null) return this.prefix === '' ? '^[^$].*' : `^${this.prefix.replace('.', '[.]')}`;
    const beginnings = categories.map((category) => `${this.prefix}${category}-`);
    return beginnings.length === 0 ? ['-'] : beginnings;
  }
}
