import type { RefusalTexts } from '@kernel/refusal';

export const distributionRefusals = {
  DISTRIBUTION_ALREADY_DECLARED: {
    zh: '该方案 {periodFrom} 至 {periodTo} 的分红已宣布',
    en: 'the scheme’s distribution from {periodFrom} to {periodTo} has been declared',
  },
  SCHEME_UNKNOWN: { zh: '没有这个分红方案', en: 'there is no such dividend scheme' },
  SCHEME_NOT_ADOPTED: { zh: '分红方案尚未议定（{state}）', en: 'the scheme is not adopted ({state})' },
  SCHEME_OF_ANOTHER_ENTITY: { zh: '分红方案属于另一经营主体', en: 'the scheme is another entity’s' },
  PERIOD_NOT_WHOLE_MONTHS: {
    zh: '{periodFrom} 至 {periodTo} 不是一至十二个整月',
    en: '{periodFrom} to {periodTo} is not one to twelve whole months',
  },
  PERIOD_NOT_OVER: {
    zh: '期末 {periodTo} 未到，利润尚不能确定',
    en: 'the profit is not known before the period ends on {periodTo}',
  },
  PAY_DATE_BEFORE_DECLARATION: {
    zh: '付款日早于宣布日（{on}）',
    en: 'the pay date lies before the declaration ({on})',
  },
  PAY_DATE_AFTER_AGREED: {
    zh: '方案约定每年 {payDay} 前付款，本期最迟 {latest}',
    en: 'the scheme pays by {payDay} of each year: this period by {latest} at the latest',
  },
  PAYMENT_BEFORE_DECLARATION: {
    zh: '银行付款日早于分红宣布日（{on}）',
    en: 'the bank’s day lies before the declaration ({on})',
  },
  PROFIT_MISSING: { zh: '{mode}方案须填报可分配利润', en: 'a {mode} scheme needs the distributable profit' },
  PROFIT_EVIDENCE_MISSING: {
    zh: '{mode}方案须附利润证明',
    en: 'a {mode} scheme needs evidence of the profit',
  },
  SURPLUS_STATEMENT_MISSING: {
    zh: '须填报合作社盈余表',
    en: 'the cooperative’s surplus statement is missing',
  },
  HOUSEHOLD_NOT_IN_SCHEME: { zh: '这些农户不在分红方案内', en: 'these households are not in the scheme' },
  MEMBER_ACCOUNT_MISSING: {
    zh: '这些受益农户没有成员账户',
    en: 'these beneficiaries have no member account',
  },
  MEMBERS_EXCEED_TOTAL: {
    zh: '成员账户合计超过合作社总数',
    en: 'the members’ accounts exceed the cooperative’s total',
  },
  DISTRIBUTION_NOT_CALCULATED: {
    zh: '分红尚未计算（{state}）',
    en: 'the dividends are not calculated ({state})',
  },
  DISTRIBUTION_ALREADY_APPROVED: { zh: '分红已经两人审核', en: 'two persons have approved the dividends' },
  APPROVER_IS_DECLARER: {
    zh: '审核人不能是宣布人',
    en: 'whoever declared the distribution cannot approve it',
  },
  APPROVER_TWICE: { zh: '两次审核须由不同的人进行', en: 'the two approvals need two persons' },
  APPROVAL_OUT_OF_ORDER: {
    zh: '第 {step} 步审核由{roles}进行，{role}不能进行',
    en: 'step {step} of the approval is done by {roles}, not by {role}',
  },
  DISTRIBUTION_NOT_APPROVED: {
    zh: '分红未经两人审核，不能付款（{state}）',
    en: 'nothing is paid before two persons have approved ({state})',
  },
  BATCH_NUMBER_USED: { zh: '批次号 {batchNo} 已使用', en: 'batch number {batchNo} has been used' },
  BATCH_EMPTY: { zh: '批次没有明细', en: 'the batch has no line' },
  BATCH_UNKNOWN: { zh: '没有批次 {batchNo}', en: 'there is no batch {batchNo}' },
  BATCH_REJECTED: { zh: '批次 {batchNo} 已退回', en: 'batch {batchNo} has been rejected' },
  BATCH_CONFIRMED: { zh: '批次 {batchNo} 已确认', en: 'batch {batchNo} has been confirmed' },
  CONFIRMER_IS_IMPORTER: {
    zh: '导入人不能确认自己导入的批次',
    en: 'whoever imported the batch cannot confirm it',
  },
  CONFIRMER_IS_APPROVER: {
    zh: '审批分红的人不能确认其发放',
    en: 'whoever approved the dividend cannot confirm its payment',
  },
  HOUSEHOLD_NOT_IN_DISTRIBUTION: {
    zh: '这些农户不在本次分红内',
    en: 'these households are not in the distribution',
  },
  PAYMENT_EXCEEDS_DUE: {
    zh: '付款（含未确认批次）超过应付',
    en: 'the payment, with unconfirmed batches, exceeds what is due',
  },
  DIVIDEND_SUM_MISMATCH: {
    zh: '明细合计 {sumFen} 分，与总额 {totalFen} 分不符',
    en: 'the lines sum to {sumFen} fen and the total is {totalFen} fen',
  },
  RECEIPT_OF_ANOTHER: { zh: '农户只能确认自己的分红', en: 'a household confirms only its own receipt' },
  NOTHING_PAID: { zh: '这些农户尚未收到付款', en: 'nothing has been paid to these households' },
  DISTRIBUTION_NOT_OVERDUE: { zh: '{from} 起才算逾期', en: 'it is overdue from {from} on only' },
  NOTHING_UNPAID: { zh: '没有未付的分红', en: 'nothing is unpaid' },
  PAY_DATE_NOT_LATER: {
    zh: '新付款日须晚于原付款日（{payDate}），且不早于今天',
    en: 'the new pay date must lie after the present one ({payDate}) and not before today',
  },
  CORRECTION_UNKNOWN: { zh: '没有这项更正', en: 'no such correction has been proposed' },
  CORRECTION_DECIDED: { zh: '该更正已有决定（{state}）', en: 'the correction has been decided ({state})' },
  APPROVER_IS_PROPOSER: { zh: '复核人不能是提出人', en: 'whoever proposed the correction cannot approve it' },
  CORRECTION_NEEDS_OTHER_OFFICE: {
    zh: '更正由乡镇与财政两方办理，{role}已提出，须由另一方复核',
    en: 'town and finance bureau correct together: {role} proposed, so the other decides',
  },
  LINE_CHANGED_SINCE: {
    zh: '该户应付已变为 {dueFen} 分，提出更正时为 {fromFen} 分',
    en: '{dueFen} fen are due now; the correction was proposed when it was {fromFen} fen',
  },
  DISTRIBUTION_PERIOD_OVERLAPS: {
    zh: '与该方案已宣布的 {periodFrom} 至 {periodTo} 分红期间重叠',
    en: 'the period overlaps the scheme’s distribution from {periodFrom} to {periodTo}',
  },
  PERIOD_BEFORE_AGREEMENT: {
    zh: '所依据的协议自 {since} 起有效，之前的期间不能分红',
    en: 'the agreement that the scheme rests on is in force from {since}: nothing is agreed for the days before',
  },
  PERIOD_AFTER_AGREEMENT: {
    zh: '所依据的协议自 {from} 起不再有效，其后的期间不能分红',
    en: 'the agreement that the scheme rests on is over from {from}: nothing is agreed for a later period',
  },
  DISTRIBUTION_TOO_FREQUENT: {
    zh: '方案每年分配 {timesPerYear} 次，{year} 年已宣布 {declared} 次',
    en: 'the scheme distributes {timesPerYear} times a year; {declared} are declared for {year}',
  },
  SCHEME_DECLARATION_PENDING: {
    zh: '该方案另一期分红正在宣布，请稍后再试',
    en: 'another distribution of the scheme is being declared; try again',
  },
  DISTRIBUTION_ALREADY_WITHDRAWN: { zh: '分红已撤回', en: 'the distribution has been withdrawn' },
  LINE_UNCHANGED: { zh: '更正后金额与原金额相同', en: 'the corrected amount equals the present one' },
  LINE_IN_UNCONFIRMED_BATCH: {
    zh: '该户有待确认的付款，先确认或退回该批次',
    en: 'a payment of this household awaits confirmation; confirm or reject that batch first',
  },
  LINE_WITHHELD: {
    zh: '该户 {withheldFen} 分暂扣未发，先发放再更正',
    en: '{withheldFen} fen of this household are withheld; release them before anything is corrected',
  },
  RELEASE_EXCEEDS_WITHHELD: {
    zh: '发放金额超过暂扣的 {withheldFen} 分',
    en: 'no more than the {withheldFen} fen withheld can be released',
  },
  CARRY_EXCEEDS_WITHHELD: {
    zh: '结转金额超过暂扣的 {withheldFen} 分',
    en: 'no more than the {withheldFen} fen withheld can be carried forward',
  },
  CARRY_BEFORE_APPROVAL: {
    zh: '分红未经两人审核，暂扣金额不能结转下期（{state}）',
    en: 'nothing is carried forward before two persons have approved the dividends ({state})',
  },
  RECLAIM_EXCEEDS_OVERPAYMENT: {
    zh: '追回金额超过多付的 {overpaidFen} 分',
    en: 'no more than the {overpaidFen} fen overpaid can be reclaimed',
  },
} satisfies RefusalTexts;
