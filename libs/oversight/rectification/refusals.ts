import type { RefusalTexts } from '@kernel/refusal';

export const rectificationRefusals = {
  RECTIFICATION_EXISTS: {
    zh: '该评估已下达整改单（{state}）',
    en: 'the evaluation has led to an order already ({state})',
  },
  EVALUATION_NOT_FAILED: {
    zh: '该经营主体没有认定为未履约的评估（{result}），不能据此下达整改',
    en: 'there is no evaluation of this entity that ended NOT_FULFILLED ({result}); nothing to order on it',
  },
  DUE_DATE_NOT_LATER: {
    zh: '整改期限 {dueDate} 应晚于 {than}',
    en: 'the due date {dueDate} must lie after {than}',
  },
  RECTIFICATION_OVER: {
    zh: '整改单已办结（{state}）',
    en: 'the order is over ({state})',
  },
  RECTIFICATION_NOT_ACKNOWLEDGED: {
    zh: '整改单处于{state}：签收后才能回复，每次整改只回复一次',
    en: 'the order is {state}: one reply is given, after the acknowledgement',
  },
  EVIDENCE_REQUIRED: { zh: '整改回复须附佐证材料', en: 'a reply needs evidence' },
  RECTIFICATION_NOT_REPLIED: {
    zh: '整改单处于{state}，未回复不能复核；逾期未回复的只能认定为不通过',
    en: 'the order is {state}, not replied to; silence past the due date can only fail the re-check',
  },
  RECHECKER_IS_REPLIER: { zh: '复核人不得是整改回复人 {user}', en: '{user} replied and may not re-check' },
  RECHECK_NOT_PASSED: { zh: '复核未通过（{state}），不能销号', en: 'the re-check has not passed ({state})' },
  NO_FAILED_RECHECK: {
    zh: '整改单处于{state}：复核未通过后方可延期或认定整改不到位，延期后须重新复核',
    en: 'the order is {state}: it is extended or fails after a failed re-check, and after an extension it is re-checked anew',
  },
  DUE_DATE_EXTENDED_ALREADY: {
    zh: '整改期限已延长过一次，至 {dueDate}',
    en: 'the due date was extended once already, to {dueDate}',
  },
  EXTENDER_IS_ORDERER: {
    zh: '{user} 是下达人，延期须由其上级决定',
    en: '{user} ordered it; an extension is for the superior',
  },
  RECTIFICATION_NOT_CLOSED: {
    zh: '整改单处于{state}，未销号，无须重启',
    en: 'the order is {state}; only a closed one is reopened',
  },
  RECTIFICATION_ACKNOWLEDGED: {
    zh: '整改单处于{state}：签收后不再更正期限，确需更多时间的由上级延期',
    en: 'the order is {state}: a due date is corrected before the acknowledgement; more time is given by the superior',
  },
  DUE_DATE_SET_BY_ANOTHER: {
    zh: '整改期限由他人设定，只能由设定人更正',
    en: 'the due date was set by somebody else, who alone corrects it',
  },
  DUE_DATE_PASSED: {
    zh: '整改期限 {dueDate} 已过，不再更正，确需更多时间的由上级延期',
    en: 'the due date {dueDate} has passed: more time is given by the superior',
  },
  RECTIFICATION_OF_EVALUATION: {
    zh: '该整改由考评未履约引起，考评结论未变，不能撤回或撤销',
    en: 'the order follows from an evaluation that ended NOT_FULFILLED and stands as long as that',
  },
  RECTIFICATION_WITHDRAWN_BY_ANOTHER: {
    zh: '整改只能由下达人撤回；由他人撤销的，须有县级决定',
    en: 'an order is withdrawn by whoever gave it; by anybody else it is voided with a decision of the county',
  },
  VOIDER_IS_ORDERER: {
    zh: '{user} 是下达人，撤销须由他人决定',
    en: '{user} ordered it; it is voided by somebody else',
  },
  CONSEQUENCE_DECIDED: {
    zh: '整改不到位已有处理决定（解除的协议：{agreementIds}），不能再撤销',
    en: 'what follows from the failure has been decided (agreements terminated: {agreementIds})',
  },
  ENTITY_MERGED: {
    zh: '该主体已作为重复登记合并入 {mergedInto}，请向保留的主体另行下达整改',
    en: 'the entity was a duplicate and is merged into {mergedInto}; what is to be put right is ordered of that one',
  },
  RECTIFICATION_NOT_DUE: { zh: '整改期限 {dueDate} 未到', en: 'the order is due on {dueDate} only' },
} satisfies RefusalTexts;
