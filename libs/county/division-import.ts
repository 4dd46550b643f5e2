import type { Actor } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { DIVISION_LEVELS, levelOf, within } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { ToldError } from '@kernel/words';
import { enveloped } from '@command/envelope';
import { RegisterDivision, RenameDivision } from '@registry/division/commands';
import { divisionsFromCsv, type DivisionLine, type LineFault } from '@registry/division/csv';
import { division, divisionId, isUsedOn, type Division } from '@registry/division/state';
import type { County } from './county';
import { statesOf } from './states-of';

export interface DivisionImport {
  /** Text of the file. */
  readonly csv: string;
  /** List or notice the file was taken from; stands on every event. */
  readonly source: string;
  /** Day from which the codes and names hold. */
  readonly on: CalendarDate;
  readonly actor: Actor;
}

export interface ImportCounts {
  readonly added: number;
  readonly renamed: number;
  readonly same: number;
}

export interface ImportReport extends ImportCounts {
  /** Still in use, and not in the list: whether they were merged, split or recoded, a list does not say. */
  readonly missing: readonly DivisionLine[];
}

/** The file has faults; nothing was imported. */
export class FaultyFile extends ToldError {
  constructor(readonly faults: readonly LineFault[]) {
    const lines = faults.map(({ line, code, text }) => [String(line), `${code}: ${text}`] as const);
    super({
      zh: lines.map(([line, what]) => `第${line}行：${what}`).join('\n'),
      en: lines.map(([line, what]) => `line ${line}: ${what}`).join('\n'),
    });
    this.name = 'FaultyFile';
  }
}

/**
 * Brings a county's divisions in line with a list, through commands: new codes are registered, changed names become
 * renamings. A second import of the same list changes nothing. @throws FaultyFile, with every fault and its line
 */
export const importDivisions = async (county: County, plan: DivisionImport): Promise<ImportReport> => {
  const list = divisionsFromCsv(plan.csv);
  if ('faults' in list) throw new FaultyFile(list.faults);
  const counts = { added: 0, renamed: 0, same: 0 };
  const isMine = ({ code }: Pick<Division, 'code'>): boolean =>
    code !== null && within(code, plan.actor.scope);
  const mine = list.rows.filter(isMine);
  const before = (await statesOf(county, division)).filter(isMine);
  const known = new Map(before.map((one) => [one.code, one]));
  // A parent must stand before its children; those of one level do not wait for each other.
  for (const level of DIVISION_LEVELS)
    await inParallel(
      mine.filter(({ code }) => levelOf(code) === level),
      async (line) => {
        counts[await bringIn(county, changeFor(line, known.get(line.code), plan.source), plan)] += 1;
      },
    );
  const listed = new Set(mine.map(({ code }) => code));
  const missing = before.flatMap((one) =>
    one.code !== null && isUsedOn(one, plan.on) && !listed.has(one.code)
      ? [{ code: one.code, name: one.name }]
      : [],
  );
  return { ...counts, missing };
};

const AT_ONCE = 32;

const inParallel = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  for (let from = 0; from < items.length; from += AT_ONCE)
    await Promise.all(items.slice(from, from + AT_ONCE).map(work));
};

const bringIn = async (
  county: County,
  { kind, line, command }: Change,
  { actor, on: effectiveDate }: DivisionImport,
): Promise<keyof ImportCounts> => {
  if (command === null) return kind;
  const commandId = derivedId('division-import', line.code, line.name, effectiveDate);
  const target = kind === 'renamed' ? { id: divisionId(line.code) } : {};
  await county.dispatcher.dispatch(enveloped(command, { commandId, actor, effectiveDate, ...target }));
  return kind;
};

interface Change {
  readonly kind: keyof ImportCounts;
  readonly line: DivisionLine;
  readonly command: object | null;
}

const changeFor = (line: DivisionLine, known: Division | undefined, source: string): Change => {
  const { code, name } = line;
  if (known === undefined)
    return { kind: 'added', line, command: Object.assign(new RegisterDivision(), { code, name, source }) };
  if (known.name === name) return { kind: 'same', line, command: null };
  return { kind: 'renamed', line, command: Object.assign(new RenameDivision(), { name, source }) };
};
