/** No token, or one that is not ours, or out of date. */
export class NotAuthenticated extends Error {
  constructor(because: string) {
    super(because);
    this.name = 'NotAuthenticated';
  }
}

/** The sign-in did not succeed; what exactly was wrong is on record, not in the answer. */
export class SignInFailed extends Error {
  constructor(
    readonly code: 'SIGN_IN_FAILED' | 'CODE_REQUIRED' | 'SIGN_IN_INTERRUPTED' | 'OTHER_IDENTITY',
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'SignInFailed';
  }
}

/** Too much is asked for at once. */
export class Busy extends Error {
  constructor(
    readonly code: string,
    readonly retryAfterSeconds: number,
  ) {
    super(code);
    this.name = 'Busy';
  }
}

/** It takes longer than anybody waits, and goes on meanwhile: ask again. */
export class NotYet extends Error {
  constructor(
    readonly code: string,
    readonly retryAfterSeconds: number,
  ) {
    super(code);
    this.name = 'NotYet';
  }
}

/** The provider of identities cannot be reached, or does not answer as one. */
export class ProviderUnavailable extends Error {
  constructor(options?: ErrorOptions) {
    super('the provider of identities is not available', options);
    this.name = 'ProviderUnavailable';
  }
}
