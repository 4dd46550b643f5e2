import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { levelOf } from '@kernel/division-code';
import { divisionsFromCsv, type DivisionLine } from './csv';

const rowsOf = (text: string, known?: ReadonlySet<string>): readonly DivisionLine[] => {
  const list = divisionsFromCsv(text, known);
  if ('faults' in list) throw new Error(JSON.stringify(list.faults));
  return list.rows;
};
const faultsOf = (text: string) => {
  const list = divisionsFromCsv(text);
  return 'faults' in list ? list.faults.map(({ line, code }) => [line, code]) : [];
};
const COUNTY = '530424000000,华宁县';
const county = { code: '530424000000', name: '华宁县' };
const town = { code: '530424102000', name: '盘溪镇' };

describe('a list of divisions', () => {
  it.each([
    ['line feeds', 'code,name\n530424000000,华宁县\n530424102000,盘溪镇\n'],
    ['no end of line at its end', 'code,name\n530424000000,华宁县\n530424102000,盘溪镇'],
    ['a byte order mark and CRLF', '\uFEFFcode,name\r\n530424000000,华宁县\r\n530424102000,盘溪镇\r\n'],
    ['carriage returns', 'code,name\r530424000000,华宁县\r530424102000,盘溪镇\r'],
    ['quotes', 'code,name\n"530424000000","华宁县"\n"530424102000",盘溪镇\n'],
    ['empty lines and spaces', 'code,name\n\n 530424000000 , 华宁县 \n  \n530424102000,盘溪镇\n'],
  ])('is read with %s', (_what, text) => {
    expect(rowsOf(text)).toEqual([county, town]);
  });

  it('keeps commas and quotes within quotes', () => {
    expect(rowsOf('code,name\n530424000000,"华宁县,""柑桔之乡"""\n')).toEqual([
      { code: '530424000000', name: '华宁县,"柑桔之乡"' },
    ]);
  });

  it('comes out with parents first, whatever its order', () => {
    const text = 'code,name\n530424102201,大寨村委会\n530424102000,盘溪镇\n530424000000,华宁县\n';
    expect(rowsOf(text).map(({ code }) => code)).toEqual(['530424000000', '530424102000', '530424102201']);
  });

  it('may rest on parents that are known already', () => {
    const text = 'code,name\n530424102201,大寨村委会\n';
    expect(faultsOf(text)).toEqual([[2, 'PARENT_MISSING']]);
    expect(rowsOf(text, new Set(['530424102000']))).toHaveLength(1);
  });
});

describe('a faulty list of divisions', () => {
  it.each(['', 'name,code', 'code;name', 'code,name,level', COUNTY])(
    'has a wrong first line: %j',
    (header) => {
      expect(divisionsFromCsv(`${header}\n${COUNTY}\n`)).toEqual({
        faults: [{ line: 1, code: 'HEADER_WRONG', text: header }],
      });
    },
  );

  it.each([
    ['530424102000', 'COLUMNS_WRONG'],
    ['530424102000,盘溪镇,TOWN', 'COLUMNS_WRONG'],
    ['530424102,盘溪镇', 'CODE_INVALID'],
    ['5.30424E+11,盘溪镇', 'CODE_INVALID'],
    ['530400102000,盘溪镇', 'CODE_INVALID'],
    [',盘溪镇', 'CODE_INVALID'],
    ['530424102000,', 'NAME_EMPTY'],
    ['530424102000,"  "', 'NAME_EMPTY'],
    ['530424102000,盘\uFFFD镇', 'NOT_UTF8'],
    ['530424000000,华宁县', 'CODE_TWICE'],
    ['530424103201,华溪村', 'PARENT_MISSING'],
    ['530424102000,"盘溪镇', 'QUOTES_WRONG'],
    ['530424102000,"盘溪"镇', 'QUOTES_WRONG'],
    ['530424102000,盘"溪"镇', 'QUOTES_WRONG'],
  ])('is told the line of %j', (line, code) => {
    expect(divisionsFromCsv(`code,name\n${COUNTY}\n${line}\n`)).toEqual({
      faults: [{ line: 3, code, text: line }],
    });
  });

  it('is told every fault at once, and several of one line, by the lines of the file', () => {
    const text = ['code,name', COUNTY, '', '5304,x', '530424103201, ', '530424000000,', 'x'].join('\r\n');
    expect(faultsOf(text)).toEqual([
      [4, 'CODE_INVALID'],
      [5, 'NAME_EMPTY'],
      [5, 'PARENT_MISSING'],
      [6, 'CODE_TWICE'],
      [6, 'NAME_EMPTY'],
      [7, 'COLUMNS_WRONG'],
    ]);
  });
});

describe('the official lists', () => {
  const official = (file: string) =>
    rowsOf(readFileSync(join(import.meta.dirname, 'official', file), 'utf8'));
  const towns = (rows: readonly DivisionLine[]) => rows.filter(({ code }) => levelOf(code) === 'TOWN');

  it.each([
    ['huaning-530424.csv', 85],
    ['ningling-411423.csv', 381],
    ['qilin-530302.csv', 162],
  ])('%s is read without faults', (file, count) => {
    const rows = official(file);
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(count);
  });

  it('know the five towns of Huaning (glossary 1.4)', () => {
    expect(towns(official('huaning-530424.csv'))).toEqual([
      { code: '530424001000', name: '宁州街道' },
      { code: '530424102000', name: '盘溪镇' },
      { code: '530424103000', name: '华溪镇' },
      { code: '530424104000', name: '青龙镇' },
      { code: '530424201000', name: '通红甸彝族苗族乡' },
    ]);
  });

  it('know the fourteen towns of Ningling, among which 208 is missing', () => {
    const codes = towns(official('ningling-411423.csv')).map(({ code }) => code.slice(6, 9));
    expect(codes).toEqual([
      ...['100', '101', '102', '103', '104', '105', '106'],
      ...['203', '204', '205', '206', '207', '209', '210'],
    ]);
  });
});
