import { ToldError, type Words } from '@kernel/words';
import type { Break } from '../examination';
import type { RecordedEvent } from '../event-store';

/** The log that is to be poured is not whole; nothing from there on was written. */
export class BrokenSource extends ToldError {
  constructor({ kind, position, event, detail }: Break) {
    const [stream, revision] = [event?.stream ?? '', String(event?.revision)];
    super({
      zh: `来源的哈希链已断：${kind}，位置${position}${event === null ? '' : `，${stream} 版本${revision}`}：${detail.zh}`,
      en: `the chain of the source is broken: ${kind} at position ${position}${event === null ? '' : ` ${stream} revision ${revision}`}: ${detail.en}`,
    });
    this.name = 'BrokenSource';
  }
}

/** The target holds what the source does not hold at the same place; nothing was written. */
export class ForeignTarget extends ToldError {
  /** `due`: what the source has there, null behind its end. */
  constructor(index: number, found: RecordedEvent, due: RecordedEvent | null) {
    const [number, stands, instead] = [String(index + 1), named(found), due === null ? ENDED : named(due)];
    super({
      zh: `目标不是来源的开头：其第${number}个事件是${stands.zh}，来源此处为${instead.zh}`,
      en: `the target is no beginning of the source: its event ${number} is ${stands.en}, where the source has ${instead.en}`,
    });
    this.name = 'ForeignTarget';
  }
}

const ENDED: Words = { zh: '末尾', en: 'ended' };

const named = ({ stream, revision, id, type }: RecordedEvent): Words => ({
  zh: `${stream} 版本${String(revision)}的${type} ${id}`,
  en: `${type} ${id} of ${stream} at revision ${String(revision)}`,
});
