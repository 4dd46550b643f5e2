import type { Actor } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { DIVISION_LEVELS, levelOf, within, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { fold } from '@kernel/decider';
import { ToldError } from '@kernel/words';
import { enveloped } from '@command/envelope';
import { streamName } from '@event-store/event-store';
import { RegisterDivision, RenameDivision } from '@registry/division/commands';
import { divisionsFromCsv, type DivisionLine, type LineFault } from '@registry/division/csv';
import { division, divisionId, type Division } from '@registry/division/state';
import type { County } from './county';

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
export const importDivisions = async (county: County, plan: DivisionImport): Promise<ImportCounts> => {
  const list = divisionsFromCsv(plan.csv);
  if ('faults' in list) throw new FaultyFile(list.faults);
  const counts = { added: 0, renamed: 0, same: 0 };
  const mine = list.rows.filter(({ code }) => within(code, plan.actor.scope));
  // A parent must stand before its children; those of one level do not wait for each other.
  for (const level of DIVISION_LEVELS)
    await inParallel(
      mine.filter(({ code }) => levelOf(code) === level),
      async (line) => {
        counts[await bringIn(county, line, plan)] += 1;
      },
    );
  return counts;
};

const AT_ONCE = 32;

const inParallel = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  for (let from = 0; from < items.length; from += AT_ONCE)
    await Promise.all(items.slice(from, from + AT_ONCE).map(work));
};

const bringIn = async (
  county: County,
  line: DivisionLine,
  plan: DivisionImport,
): Promise<keyof ImportCounts> => {
  const { actor, on: effectiveDate, source } = plan;
  const { kind, command } = changeFor(line, await known(county, line.code), source);
  if (command === null) return kind;
  const commandId = derivedId('division-import', line.code, line.name, effectiveDate);
  const target = kind === 'renamed' ? { id: divisionId(line.code) } : {};
  await county.dispatcher.dispatch(enveloped(command, { commandId, actor, effectiveDate, ...target }));
  return kind;
};

const known = async ({ store, upcast }: County, code: DivisionCode): Promise<Division> => {
  const events = await store.readStream(streamName(division.category, divisionId(code)));
  return fold(division, events.map(upcast) as never);
};

type Change = { readonly kind: keyof ImportCounts; readonly command: object | null };

const changeFor = (
  { code, name }: DivisionLine,
  { code: registered, name: before }: Division,
  source: string,
): Change => {
  if (registered === null)
    return { kind: 'added', command: Object.assign(new RegisterDivision(), { code, name, source }) };
  if (before === name) return { kind: 'same', command: null };
  return { kind: 'renamed', command: Object.assign(new RenameDivision(), { name, source }) };
};
