/** The command did not end well, for a reason that is said in one sentence; the exit status is 1. */
export class CommandFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandFailed';
  }
}
