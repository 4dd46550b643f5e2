import type { Json } from '@kernel/json';

export type Note = { readonly id: string; readonly [field: string]: Json };

/**
 * `trouble`: what keeps a process from its work. `replay`: a parked stream that somebody wants tried again. `overtaken`: a command of a
 * policy that came too late to matter. `landmark`: an event by which the log is known again that everything here was folded from.
 */
export const NOTE_KINDS = ['trouble', 'replay', 'overtaken', 'landmark'] as const;

export type NoteKind = (typeof NOTE_KINDS)[number];

/**
 * What processes over one read store leave for one another, outside every commit: few, small, and told rather than true. Nothing that is
 * folded from the log is kept here.
 */
export interface Notes {
  /** In the place of the one with the same id, where there is one. */
  write(kind: NoteKind, note: Note): Promise<void>;
  /** In the order of their ids. */
  all<T extends Note>(kind: NoteKind): Promise<readonly T[]>;
  /** Harmless where it is gone. */
  erase(kind: NoteKind, id: string): Promise<void>;
}

/** A read store with a place for them. */
export interface Noted {
  readonly notes: Notes;
}
