import type { RefusalTexts } from '@kernel/refusal';

export const incomeRefusals = {
  INCOME_ALREADY_RECORDED: {
    zh: '{year} 年第 {quarter} 季度收入已登记，请用更正',
    en: 'the income of quarter {quarter} of {year} is recorded; correct it instead',
  },
  INCOME_NOT_RECORDED: {
    zh: '{year} 年第 {quarter} 季度收入尚未登记',
    en: 'the income of quarter {quarter} of {year} is not recorded',
  },
  QUARTER_NOT_OVER: { zh: '该季度 {endsOn} 才结束', en: 'the quarter ends on {endsOn}' },
  POPULATION_NOT_POSITIVE: { zh: '家庭人口数须大于零', en: 'the household must have at least one person' },
  INCOME_ITEM_UNKNOWN: { zh: '收入项目代码不存在', en: 'the sheet has no such item' },
  INCOME_ITEM_NEGATIVE: {
    zh: '收入项目须为不小于零的整数分，亏损记作支出',
    en: 'an item is a whole number of fen and not negative; a loss is told as an expense',
  },
  ACCEPTED_SUGGESTION_MISSING: {
    zh: '项目{item}应包含已采纳的 {acceptedFen} 分，经核查或异议认定不符的除外',
    en: 'item {item} must include the {acceptedFen} fen that were accepted, unless an inspection or an objection found otherwise',
  },
  OUTLIER_NEEDS_COMMENT: {
    zh: '与上年同季相比变动过大，须说明原因',
    en: 'so large a change against the year before needs a comment',
  },
  POPULATION_DIFFERS: {
    zh: '本表人口 {populationCount} 人，在册登记 {registered} 人，请核对',
    en: 'the sheet counts {populationCount} people, the register {registered}',
  },
  WAGE_IMPLAUSIBLE: {
    zh: '工资性收入 {wageFen} 分，低于 {leastFen} 分，请核对',
    en: 'wages of {wageFen} fen are less than {leastFen} fen',
  },
  INCOME_JUMPED: {
    zh: '{item} {amountFen} 分，超过上一季度 {beforeFen} 分的 {factor} 倍，请核对',
    en: 'item {item} is {amountFen} fen, more than {factor} times the {beforeFen} fen of the quarter before',
  },
  DIVIDEND_DIFFERS: {
    zh: '本表资产收益分红 {recordedFen} 分，经营主体登记发放 {bookedFen} 分，请核对',
    en: 'the sheet says {recordedFen} fen of dividends, entities have booked {bookedFen} fen',
  },
  MINIMUM_LIVING_NOT_ON_RECORD: {
    zh: '填有低保金，但该户未登记为低保户，请核对',
    en: 'the sheet says a minimum living allowance, and the household is not on record as drawing one',
  },
  SUGGESTION_UNKNOWN: { zh: '没有这条收入提示', en: 'there is no such suggestion' },
  SUGGESTION_DECIDED: { zh: '收入提示已处理（{state}）', en: 'the suggestion has been decided ({state})' },
} satisfies RefusalTexts;
