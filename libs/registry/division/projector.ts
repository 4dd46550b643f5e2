import { parentOf, type DivisionCode } from '@kernel/division-code';
import type { Succession } from '@kernel/succession';
import { metadataText, type RecordedEvent } from '@event-store/event-store';
import { idOf, register, type Own, type Recorded, type Registered } from '@projection/fold';
import { put, type Projector } from '@projection/projector';
import type { DivisionEvent } from './events';
import { renamed } from './names';

/** A code with the names it has had: a report of 2022 prints the names of 2022. */
export type DivisionRow = Registered & {
  /** The code itself, so that scope works as everywhere. */
  readonly division: string;
  readonly level: string;
  readonly parent: string | null;
  /** Current name. */
  readonly name: string;
  readonly names: readonly { readonly name: string; readonly from: string }[];
  readonly since: string;
  /** First day without use; null while in use. */
  readonly until: string | null;
  readonly successors: readonly string[];
};

const closed = (
  row: DivisionRow | undefined,
  until: string,
  successors: readonly string[],
): Own<DivisionRow> | null => (row === undefined ? null : { ...row, until, successors });

export const divisionRegister = register<DivisionEvent, DivisionRow>({
  name: 'division',
  version: 1,
  categories: ['division'],
  collection: 'divisions',
  indexes: [{ fields: ['division'] }, { fields: ['parent', 'division'] }, { fields: ['level', 'division'] }],
  on: {
    DivisionRegistered: (_none, { data }) => ({
      division: data.code,
      level: data.level,
      parent: parentOf(data.code),
      name: data.name,
      names: [{ name: data.name, from: data.on }],
      since: data.on,
      until: null,
      successors: [],
    }),
    DivisionRenamed: (row, { data }) => {
      if (row === undefined) return null;
      const names = renamed(row.names, { name: data.name, from: data.on });
      return { ...row, names, name: names.at(-1)?.name ?? row.name };
    },
    DivisionMerged: (row, { data }) => closed(row, data.on, [data.into]),
    DivisionSplit: (row, { data }) => closed(row, data.on, data.into),
    DivisionRecoded: (row, { data }) => closed(row, data.on, [data.newCode]),
  },
});

/** The code that a division's reports go on under, where exactly one took its place: of a split nobody knows who went where. */
const successorIn = (event: Recorded<DivisionEvent>): DivisionCode | null => {
  switch (event.type) {
    case 'DivisionMerged':
      return event.data.into;
    case 'DivisionRecoded':
      return event.data.newCode;
    case 'DivisionRegistered':
    case 'DivisionRenamed':
    case 'DivisionSplit':
      return null;
  }
};

export type SuccessionRow = Succession & { readonly id: string };

/** Null where no code's place was taken. */
export const successionIn = (event: RecordedEvent): SuccessionRow | null => {
  const told = event as Recorded<DivisionEvent>;
  const into = successorIn(told);
  if (into === null) return null;
  const { code, on } = told.data;
  return { id: idOf(event.stream), code, into, on, recordedAt: metadataText(event, 'recordedAt') };
};

export const SUCCESSIONS = 'division-successions';

/** The successor map: one document for each code whose place another took. A code ends once, so none of them ever changes. */
export const successorMap: Projector = {
  name: 'division-succession',
  version: 1,
  categories: ['division'],
  collections: { [SUCCESSIONS]: { indexes: [] } },
  needs: () => [],
  project: (event) => {
    const succession = successionIn(event);
    return succession === null ? [] : [put(SUCCESSIONS, succession)];
  },
};
