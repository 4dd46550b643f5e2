import type { Role } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import type { Session } from '@registry/user/projector';
import type { Opened } from './sign-in';

/** A post that somebody may act in today. */
export interface OwnPost {
  readonly post: string;
  readonly role: Role;
  readonly scope: DivisionCode;
  readonly scopeName: string | null;
  /** The household or entity that it speaks for. */
  readonly subjectId: string | null;
  /** Login of whose post it is, where it is held by delegation. */
  readonly delegatedBy: string | null;
}

export interface SignedInAnswer extends Opened {
  readonly login: string;
  /** None where the person holds no post today. */
  readonly posts: readonly OwnPost[];
}

export interface OwnSessions {
  /** Id of the one that asks. */
  readonly current: string;
  readonly sessions: readonly Session[];
}
