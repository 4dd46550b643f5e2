import type { RefusalTexts } from '@kernel/refusal';

export const divisionRefusals = {
  DIVISION_EXISTS: { zh: '区划代码 {code} 已登记', en: 'division {code} is registered already' },
  DIVISION_PARENT_UNKNOWN: {
    zh: '上级区划 {parent} 未登记或在 {date} 不再使用',
    en: 'the parent {parent} is not registered or not in use on {date}',
  },
  DIVISION_SUCCESSOR_UNKNOWN: {
    zh: '承接的区划 {codes} 未登记或在 {date} 不在使用中',
    en: 'the successors {codes} are not registered or not in use on {date}',
  },
  DIVISION_SUCCESSOR_IS_ITSELF: { zh: '不能由自身承接', en: 'a division cannot succeed itself' },
  DIVISION_SUCCESSOR_TWICE: { zh: '承接的区划重复', en: 'a successor is named twice' },
  DIVISION_SUCCESSOR_OF_OTHER_LEVEL: {
    zh: '承接的区划须同为{level}',
    en: 'the successors must be of the level {level} too',
  },
  DIVISION_DATE_BEFORE_USE: {
    zh: '日期早于启用日 {since}',
    en: 'the date lies before its first day {since}',
  },
} satisfies RefusalTexts;
