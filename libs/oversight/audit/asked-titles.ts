/** What officers call what only requests say: how a list is narrowed, ordered and paged, which moment is asked about. */
export const ASKED_FIELD_TITLES = {
  ...{ asOf: '数据所属日', knownAt: '数据截止', after: '须已反映的位置', effectiveDate: '业务日期' },
  ...{
    dryRun: '试算，不写入',
    order: '顺序',
    sort: '排序',
    format: '格式',
    every: '间隔',
    days: '天数',
    day: '日期',
  },
  ...{ actor: '办理人', reader: '查阅人', because: '原因', parent: '上级区划', keys: '参数键' },
  ...{ fromRevision: '起始版本', toRevision: '后一时刻版本', toAsOf: '后一时刻数据所属日' },
  ...{ fromAsOf: '前一时刻数据所属日', fromKnownAt: '前一时刻数据截止', toKnownAt: '后一时刻数据截止' },
  ...{ fromYear: '前一季度所在年度', fromQuarter: '前一季度', categories: '农户类别', groups: '农户类别' },
  ...{ comparison: '比较口径', outcome: '比较结果', growthSide: '计入哪一期', which: '列出哪些农户' },
  ...{ eligible: '符合条件', vanished: '已整户自然减少', isRecorded: '已登记', passed: '复查通过' },
  ...{ awaitsCorrection: '待核更正', notJudgedSince: '自该日起未研判', endsBy: '截止日期不晚于' },
  ...{ agreementDueBefore: '协议应签日期早于', suspendedUntilBefore: '暂停截止日期早于' },
  ...{ dueBy: '整改期限不晚于', cooperativeIds: '合作社' },
  ...{ enterpriseBindingId: '企社绑定', householdBindingIds: '农户绑定', household: '归哪一户' },
  ...{ fact: '类别事实', follows: '新户同样具有' },
} as const;

const PERSONS = ['RegisterHousehold', 'ChangeHead', 'CorrectHead', 'AddMember', 'CorrectMemberData'];
const LEVELS = ['SetLeadingLevel', 'GrantDemoLevel', 'WithdrawDemoLevel'];
const SIGNING = ['SignAgreement', 'SignAmendment', 'SignTermination'];
const STORIES = ['AggregateHistory', 'AggregateHistoryExport'];
const OF_ONE = [...STORIES, 'AggregateState', 'AggregateComparison'];
const PROPOSING = ['ProposePolicyParameter', 'ProposePolicyParameters', 'ProposeOfferedParameters'];
const REGISTERING_ENTITIES = ['EntityList', 'BindableEntityList', 'RegisterEntity', 'CorrectEntityData'];
const COVERAGE = [
  ...['CoverageFigure', 'CoverageBreakdown', 'CoverageSeries', 'CoverageExplanation', 'CoverageHouseholds'],
  ...['CoverageProgress', 'CoverageGain', 'CoverageComparison', 'CoreVillageCoverage', 'LossIf'],
  'DenominatorMovement',
];

const each = (asked: readonly string[], field: string, title: string): Readonly<Record<string, string>> =>
  Object.fromEntries(asked.map((name) => [`${name}.${field}`, title]));

/** Where a field of one command or question says something else than its name says elsewhere. */
export const FIELD_TITLES_OF_ASKED: Readonly<Record<string, string>> = {
  ...each(COVERAGE, 'mode', '覆盖口径'),
  ...each(PERSONS, 'documentNo', '证件号码'),
  ...each(LEVELS, 'documentNo', '文件号'),
  ...each(SIGNING, 'level', '签约层级'),
  ...each(STORIES, 'kind', '事件类型'),
  ...each(STORIES, 'day', '按哪个日期'),
  ...each(OF_ONE, 'category', '对象类别'),
  ...each(PROPOSING, 'scope', '适用区划'),
  ...each(REGISTERING_ENTITIES, 'kind', '主体类型'),
  ...each(['RegisterEntity', 'RenameEntity', 'CorrectEntityData'], 'name', '主体名称'),
  ...each(['SnapshotList', 'PublishSnapshot'], 'kind', '通报种类'),
  ...each(['SignIn', 'ChangeOwnPassword', 'EnrolOwnTotp'], 'code', '动态口令'),
  ...each(['SealByCode', 'SealCheck'], 'code', '封签编码'),
  ...each(['EvidencePackageList', 'RequestEvidencePackage'], 'name', '证据包对象'),
  'AggregateComparison.fromRevision': '前一时刻版本',
  'AssessEligibility.evidence': '书面声明',
  'ConfirmReceipt.means': '确认方式',
  'CoverageBreakdown.by': '分组方式',
  'DeclareDistribution.profitFen': '可分配利润',
  'GrantDelegation.to': '受托人',
  'HandOverPost.to': '接任人',
  'IssueAccessToken.name': '令牌名称',
  'LookUpHousehold.number': '号码',
  'MoveHousehold.to': '迁入村',
  'ProblemByCode.code': '错误码',
  'RecordBenefit.form': '联结形式',
  'RegisterUser.name': '姓名',
  'RequestEvidencePackage.kind': '证据包种类',
  'SetLowIncome.kind': '低收入类别',
};

const COVERAGE_MODES = { SINGLE: '单绑', DOUBLE: '双绑' };

/** What officers call the words that only requests and answers choose from, by the field. */
export const ASKED_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  every: { MONTH: '每月', QUARTER: '每季', YEAR: '每年' },
  by: { DIVISION: '区划', CATEGORY: '农户类别', INDUSTRY: '产业' },
  day: { EFFECTIVE: '业务日期', RECORDED: '入库日期' },
  sort: { householdNo: '按户编号', group: '按村民小组' },
  order: { OLDEST_FIRST: '先旧后新', NEWEST_FIRST: '先新后旧' },
  which: {
    ...{ NUMERATOR: '分子（已覆盖）', DENOMINATOR: '分母（应覆盖）', SINGLE: '单绑', DOUBLE: '双绑' },
    ...{ GAP: '未覆盖', GAP_NO_COOPERATIVE: '未绑定合作社', GAP_NO_ENTERPRISE: '合作社未绑定龙头企业' },
    GAP_SUSPENDED: '因绑定或合作社暂停而未覆盖',
    ...{ WEAK_ONLY: '仅有弱联结形式', SAME_INDUSTRY: '同产业双绑', DIRECT: '与企业直接联结' },
    ...{ NOT_ELIGIBLE: '不具备条件或意愿', WILLING: '有意愿', WILLING_BOUND: '有意愿且已绑定' },
  },
  ...{ mode: COVERAGE_MODES, appraised: COVERAGE_MODES, loses: COVERAGE_MODES },
  cooperative: { FULL: '有非弱联结形式' },
  monitoring: { MONITORED: '风险未消除', RISK_ELIMINATED: '风险已消除' },
  comparison: { YOY_CUMULATIVE: '累计同比', YOY_QUARTER: '当季同比', PREV_QUARTER: '环比上季' },
  outcome: { DECLINED: '下降', NOT_DECLINED: '未下降', MISSING: '缺数据' },
  growthSide: { BASE: '基期', CURRENT: '本期' },
  amount: { GROSS: '未减支出', NET: '减去支出' },
  panel: { SAME_PANEL: '两期均有数据的农户' },
  per: { PER_CAPITA: '人均', TOTAL: '合计' },
  rounding: { HALF_UP: '四舍五入', LARGEST_REMAINDER: '最大余数法' },
  standing: { SOUND: '完好', DOUBTFUL: '存疑' },
  state: { REHOMED: '已换绑' },
  finding: { DEPUTY: '由受托人办理', SAME_PERSON: '同一人办理' },
  category: {
    ...{ entity: '经营主体', householdBinding: '农户绑定', enterpriseBinding: '企社绑定', agreement: '协议' },
    ...{ evaluation: '年度评估', dividendScheme: '分红方案', distribution: '分红', rectification: '整改' },
    ...{ erasure: '个人信息删除', parameter: '政策参数', appointment: '岗位任职' },
  },
  duty: {
    ...{ ENTRY: '录入', REVIEW: '审核', RECOMMENDATION: '推荐', APPROVAL: '审定', SIGNATURE: '签署' },
    ...{ OPINION: '出具意见', ORDER: '下达', REPLY: '回复', RECHECK: '复核', EXTENSION: '延期' },
    ...{ OBJECTION_ANSWER: '答复异议', PAYMENT_IMPORT: '导入付款', PAYMENT_CONFIRMATION: '确认付款' },
    ...{ CORRECTION_PROPOSAL: '提出更正', CORRECTION_APPROVAL: '复核更正' },
    ...{ TERMINATION_PROPOSAL: '提出解除', APPOINTMENT: '任命', APPOINTEE: '受任', VOIDING: '撤销' },
  },
};
