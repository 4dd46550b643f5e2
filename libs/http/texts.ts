import type { RefusalTexts } from '@kernel/refusal';

/** Codes of the edge itself; refusal codes and their texts belong to the modules. */
export const EDGE_TEXTS = {
  VALIDATION_FAILED: { zh: '请求内容有误，详见 errors', en: 'the request has faults, see errors' },
  URL_MALFORMED: { zh: '网址中的 % 编码有误', en: 'the % encoding of the address is wrong' },
  BODY_NOT_UTF8: {
    zh: '请求体不是 UTF-8 编码，文字会成为乱码；请转换编码后再提交',
    en: 'the body is not UTF-8: its texts would be kept garbled; convert it first',
  },
  BODY_NOT_JSON: { zh: '请求体不是合法的 JSON', en: 'the body is not valid JSON' },
  BODY_NOT_OBJECT: { zh: '请求体须为 JSON 对象', en: 'the body must be a JSON object' },
  BODY_TOO_DEEP: { zh: '请求体嵌套过深', en: 'the body nests too deep' },
  BODY_OF_TOO_MANY: {
    zh: '请求体内容项过多，请分批提交',
    en: 'the body holds too many values; send it in parts',
  },
  BODY_TOO_LARGE: { zh: '请求体过大', en: 'the body is too large' },
  HEADERS_TOO_LARGE: { zh: '请求行和请求头过大', en: 'the request line and headers are too large' },
  REQUEST_TIMEOUT: { zh: '请求未在限定时间内送达', en: 'the request did not arrive in time' },
  TOO_MANY_REQUESTS: {
    zh: '请求过于频繁，请按 Retry-After 稍后重试',
    en: 'too many requests; try again after Retry-After',
  },
  MEDIA_TYPE_UNSUPPORTED: { zh: '只接受 application/json', en: 'only application/json is accepted' },
  BAD_REQUEST: { zh: '请求无法理解', en: 'the request cannot be understood' },
  CURSOR_INVALID: { zh: '分页游标不属于本次查询', en: 'the cursor does not belong to this query' },
  NOT_AUTHENTICATED: { zh: '缺少有效的登录令牌', en: 'a valid token is missing' },
  SIGN_IN_FAILED: {
    zh: '登录名或密码、动态口令不正确，或账号已锁定、停用',
    en: 'login, password or code is wrong, or the account is locked or disabled',
  },
  CODE_REQUIRED: { zh: '请输入动态口令', en: 'the code of your device is needed' },
  OTHER_IDENTITY: {
    zh: '该账号已绑定另一统一身份，请联系管理员',
    en: 'the account is bound to another identity of the provider; ask an administrator',
  },
  IDENTITY_PROVIDER_UNAVAILABLE: {
    zh: '统一身份认证暂不可用，请稍后重试',
    en: 'the provider of identities is not available; try again',
  },
  SIGN_IN_BUSY: { zh: '登录人数过多，请稍后重试', en: 'too many sign in at once; try again' },
  SIGN_IN_INTERRUPTED: { zh: '登录已中断，请重新登录', en: 'the sign-in was interrupted; begin anew' },
  NO_POST: { zh: '今天没有任职岗位', en: 'you hold no post today' },
  POST_NOT_YOURS: { zh: '今天不在该岗位任职', en: 'you may not act in this post today' },
  POST_NOT_CHOSEN: {
    zh: '任职多个岗位，请用请求头 Post-Id 指明',
    en: 'you hold several posts; name one in the header Post-Id',
  },
  ADDRESS_NOT_ALLOWED: { zh: '该地址不允许使用此令牌', en: 'the token may not be used from this address' },
  NOT_PERMITTED: { zh: '该令牌没有此项权限', en: 'the token does not permit that' },
  ROLE_NOT_ALLOWED: {
    zh: '{role}不能进行此操作；可办理的有：{roles}',
    en: '{role} may not do that; it is done by {roles}',
  },
  OUT_OF_SCOPE: { zh: '超出所辖行政区划', en: 'outside the division you act in' },
  NOT_YOUR_SUBJECT: { zh: '与您代表的主体无关', en: 'not a concern of the subject you speak for' },
  NOT_FOUND: { zh: '未找到', en: 'not found' },
  NOT_THERE_THEN: {
    zh: '现有此对象，但所问时点尚无记录或尚未生效',
    en: 'it is there today, but nothing of it was recorded or true yet at the moment asked about',
  },
  NO_SUCH_ROUTE: {
    zh: '没有这个地址，或它不接受这种方法；全部接口见 /docs',
    en: 'there is no such address, or not for this method; all that there are stand in /docs',
  },
  STALE_REVISION: {
    zh: '数据已被更新，当前版本为 {actual}',
    en: 'it has changed since; the current revision is {actual}',
  },
  IDEMPOTENCY_KEY_REUSED: {
    zh: '同一幂等键已用于另一内容',
    en: 'this idempotency key was used with another content',
  },
  EVIDENCE_BEING_MADE: {
    zh: '证据包不在本进程处，正在重新制作，请按 Retry-After 稍后重试',
    en: 'the package does not lie here and is being made again; try again after Retry-After',
  },
  EVIDENCE_NOT_AGAIN: {
    zh: '证据包不在本进程处，且未能重新制作，详见其状态',
    en: 'the package does not lie here and could not be made again, see its state',
  },
  EVIDENCE_EXPIRED: {
    zh: '证据包已过保存期并删除，请重新申请',
    en: 'the package was kept as long as packages are, and deleted; ask for it anew',
  },
  EVIDENCE_QUEUE_FULL: {
    zh: '等待制作的证据包过多，请按 Retry-After 稍后重试',
    en: 'too many packages wait to be made; try again after Retry-After',
  },
  EVIDENCE_NOT_READY: {
    zh: '证据包尚未做好，或未能做成，详见其状态',
    en: 'the package is not there: it is being made or could not be made, see its state',
  },
  EVIDENCE_OF_ITS_MAKING: {
    zh: '证据包以制作时的日志为准，不能按 {because} 查询',
    en: 'a package holds the log as it was when it was made, not as of {because}',
  },
  EVENT_NOT_ACCEPTABLE: { zh: '内容无法入库', en: 'the content cannot be kept' },
  LOG_UNAVAILABLE: {
    zh: '事件库暂不可用，请以同一幂等键重试',
    en: 'the log is not available; try again with the same key',
  },
  TOO_MUCH_CONTENTION: { zh: '同时修改过多，请重试', en: 'too many changes at once; try again' },
  PROJECTION_BEHIND: {
    zh: '查询视图尚未追上，请稍后重试',
    en: 'the read model has not reached that position yet; try again',
  },
  POSITION_UNKNOWN: {
    zh: '事件库中没有位置 {because}：须为本县办理答复中的 position',
    en: 'the log has no position {because}: it must be one that a command of this county answered',
  },
  KEYS_UNAVAILABLE: {
    zh: '数据密钥暂不可用，请稍后重试；命令请用同一幂等键',
    en: 'the data keys cannot be reached; try again, a command with the same key',
  },
  READ_MODEL_UNAVAILABLE: {
    zh: '查询视图暂不可用，请稍后重试',
    en: 'the read models cannot be reached; try again',
  },
  READ_MODEL_DAMAGED: {
    zh: '查询视图文件已损坏，数据未丢失；请管理员按说明移走该文件后重启，由事件库重建',
    en: 'the file of the read models is damaged, nothing is lost: an operator has to put it away and start again, so that they are built anew',
  },
  READ_MODEL_ACCESS_DENIED: {
    zh: '查询视图的服务器拒绝访问，请管理员核对 READ_STORE 的用户、密码和权限',
    en: 'the server of the read models refuses access: an operator has to look at user, password and rights in READ_STORE',
  },
  READ_MODEL_DISK_FULL: {
    zh: '查询视图的服务器没有磁盘空间，数据未丢失；请管理员腾出空间',
    en: 'the server of the read models has no room on its disk, nothing is lost: an operator has to make some',
  },
  KEYS_ACCESS_DENIED: {
    zh: '数据密钥的服务器拒绝访问，请管理员核对 KEY_STORE 的用户、密码和权限',
    en: 'the server of the data keys refuses access: an operator has to look at user, password and rights in KEY_STORE',
  },
  KEYS_DISK_FULL: {
    zh: '数据密钥的服务器没有磁盘空间，请管理员腾出空间；命令之后请用同一幂等键重试',
    en: 'the server of the data keys has no room on its disk: an operator has to make some, then try a command again with the same key',
  },
  KEYS_DAMAGED: {
    zh: '数据密钥文件已损坏，请管理员由备份恢复',
    en: 'the data keys are damaged: an operator has to bring them back from a backup',
  },
  PERSONAL_DATA_DAMAGED: {
    zh: '该人的加密信息已损坏，无法读取；请管理员核验事件库并由备份恢复',
    en: 'what is sealed of that person is damaged: an operator has to verify the log and bring it back from a backup',
  },
  KNOWN_AT_IN_FUTURE: { zh: '时点 {because} 尚未到来', en: '{because} has not come yet' },
  KNOWN_AT_BEFORE_RECORDS: {
    zh: '截至 {because} 尚无任何记录',
    en: 'nothing had been recorded by {because}',
  },
  AS_OF_BEFORE_RECORDS: {
    zh: '截至 {because} 尚无任何记录生效',
    en: 'nothing on record was true yet on {because}',
  },
  PLACE_UNKNOWN: {
    zh: '事件库中没有 {because} 这一事件',
    en: 'the log holds no event {because}',
  },
  PAST_BEING_BUILT: {
    zh: '该时点的查询视图正在建立，请稍后重试',
    en: 'the read models of that moment are being built; try again',
  },
  PAST_NOT_FOLDABLE: {
    zh: '该时点有效的记录不足以还原视图 {projection}',
    en: 'what counts at that moment does not make up the read model {projection}',
  },
  READ_MODEL_BUILDING: { zh: '查询视图正在建立', en: 'the read model is being built' },
  INTERNAL_ERROR: { zh: '系统内部错误，请凭请求号联系管理员', en: 'internal error; quote the request id' },
} satisfies RefusalTexts;
