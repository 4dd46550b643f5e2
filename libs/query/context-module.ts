import type { Lifecycle } from '@kernel/lifecycle';
import type { Handled } from '@command/handling';
import type { Several } from '@command/several';
import type { Policy, Projector } from '@projection/projector';
import type { AnyAnswering, Views } from './answering';

/** An effect of a command on what other people see, shown by a dry run. */
export interface Consequence {
  /** Names of the commands whose dry run it explains. */
  readonly commands: readonly string[];
  /** What the command would change beyond its own aggregate, e.g. who would lose coverage. */
  readonly of: (planned: Planned, views: Views) => Promise<object>;
}

/** Opens what was sealed for a subject; null for a field whose key is no more. */
export type Open = (
  subject: string,
  sealed: Readonly<Record<string, string>>,
) => Promise<Readonly<Record<string, string | null>>>;

/** Personal data in clear as the answer to a command that has put it on record. There is no other way to them. */
export interface Disclosure {
  /** Names of the commands. */
  readonly commands: readonly string[];
  readonly of: (recorded: { readonly id: string }, views: Views, open: Open) => Promise<object>;
}

/** A command that was decided and not written. */
export interface Planned {
  readonly id: string;
  readonly command: object;
  readonly effectiveDate: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a module offers to the applications that join it. */
export interface ContextModule {
  readonly name: string;
  readonly handled?: Handled;
  /** What of its commands may be sent several at once. */
  readonly several?: readonly Several[];
  /** Where its aggregate has states: in which of them each command is taken. */
  readonly lifecycle?: Lifecycle;
  readonly answers?: readonly AnyAnswering[];
  readonly projectors?: readonly Projector[];
  readonly policies?: readonly Policy[];
  readonly consequences?: readonly Consequence[];
  readonly disclosures?: readonly Disclosure[];
  /** Nest controllers. */
  readonly controllers?: readonly (new (...args: never[]) => object)[];
}
