import { parentOf } from '@kernel/division-code';
import { register, type Own, type Registered } from '@projection/fold';
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
