import type { ProjectionRef } from './read-store';

/** More than the engine writes in one step. Nothing was written; less may go. */
export class TooMuchAtOnce extends Error {
  constructor({ name, version }: ProjectionRef, documents: number, options?: ErrorOptions) {
    super(`${name}@${String(version)}: ${String(documents)} documents are too many for one commit`, options);
    this.name = 'TooMuchAtOnce';
  }
}
