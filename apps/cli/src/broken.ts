import type { Break } from '@event-store/examination';
import type { BreakKind } from '@event-store/judgement';
import type { Words } from '@kernel/words';

const KINDS: Readonly<Record<BreakKind, string>> = {
  CHANGED: '改动',
  REMOVED: '删除',
  REORDERED: '换序',
  DUPLICATED: '重复',
  WRONG_PREVIOUS: '前后不接',
  INSERTED: '插入',
  UNCHAINED: '无哈希',
  TRUNCATED: '截断',
  NOT_AS_SEALED: '与封签不符',
  SEAL_FORGED: '封签伪造',
  SEAL_MISSING: '封签缺失',
  SEAL_KEY: '封签密钥不对',
  DAMAGED: '文件损坏',
};

/** One place at which a log is broken, in a line. */
export const described = ({ kind, position, event, detail }: Break): Words => {
  const [stream, revision] = [event?.stream ?? '', String(event?.revision)];
  return {
    zh: `${KINDS[kind]} ${kind}，位置${position}${event === null ? '' : `，${stream} 版本${revision}（事件${event.id}）`}：${detail.zh}`,
    en: `${kind} at position ${position}${event === null ? '' : ` ${stream} revision ${revision} (event ${event.id})`}: ${detail.en}`,
  };
};
