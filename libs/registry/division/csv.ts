import { isDivisionCode, parentOf, type DivisionCode } from '@kernel/division-code';

export interface DivisionLine {
  readonly code: DivisionCode;
  readonly name: string;
}

/** What is wrong, and in which line of the file (the header is line 1). */
export interface LineFault {
  readonly line: number;
  readonly code:
    'HEADER_WRONG' | 'COLUMNS_WRONG' | 'CODE_INVALID' | 'CODE_TWICE' | 'NAME_EMPTY' | 'PARENT_MISSING';
  readonly text: string;
}

export type DivisionList =
  { readonly rows: readonly DivisionLine[] } | { readonly faults: readonly LineFault[] };

const HEADER = 'code,name';

/**
 * Reads a list of divisions from CSV (`code,name`; UTF-8 with or without BOM, any line ending, fields may be quoted). All or
 * nothing: every fault is named with its line. Parents stand in the file or among the `known` codes; the rows come out with
 * parents first.
 */
export const divisionsFromCsv = (text: string, known: ReadonlySet<string> = new Set()): DivisionList => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines[0]?.trim() !== HEADER)
    return { faults: [{ line: 1, code: 'HEADER_WRONG', text: lines[0] ?? '' }] };
  const read = lines
    .map((content, index) => ({ line: index + 1, content }))
    .slice(1)
    .filter(({ content }) => content.trim() !== '')
    .map(({ line, content }) => ({ line, content, fields: fieldsOf(content) }));
  const codes = new Set([...known, ...read.map(({ fields }) => fields[0] ?? '')]);
  const seen = new Set<string>();
  const faults = read.flatMap(({ line, content, fields }) =>
    faultOf(fields, codes, seen).map((code) => ({ line, code, text: content })),
  );
  if (faults.length > 0) return { faults };
  const rows = read.map(({ fields: [code, name] }) => ({
    code: code as DivisionCode,
    name: (name ?? '').trim(),
  }));
  return { rows: rows.sort((a, b) => (a.code < b.code ? -1 : 1)) };
};

const faultOf = (
  fields: readonly string[],
  codes: ReadonlySet<string>,
  seen: Set<string>,
): LineFault['code'][] => {
  const [code = '', name = ''] = fields;
  if (fields.length !== 2) return ['COLUMNS_WRONG'];
  if (!isDivisionCode(code)) return ['CODE_INVALID'];
  const isTwice = seen.has(code);
  seen.add(code);
  const found: readonly [LineFault['code'], boolean][] = [
    ['CODE_TWICE', isTwice],
    ['NAME_EMPTY', name.trim() === ''],
    ['PARENT_MISSING', !hasParent(code, codes)],
  ];
  return found.filter(([, isSo]) => isSo).map(([fault]) => fault);
};

/** Only towns and villages need theirs: a county's list may begin with itself. */
const hasParent = (code: DivisionCode, codes: ReadonlySet<string>): boolean => {
  const parent = parentOf(code);
  return parent === null || code.endsWith('000000') || codes.has(parent);
};

/** Comma-separated fields, `""` for a quote within quotes. */
const fieldsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '').trim() : quoted.replaceAll('""', '"'),
  );
