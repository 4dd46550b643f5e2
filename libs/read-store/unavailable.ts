import type { Words } from '@kernel/words';

/** The server of the read models does not answer, or not in time. Nothing was half done; asking again later is safe. */
export class ViewsUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ViewsUnavailable';
  }
}

/** The file of the read models contradicts itself. It holds nothing that does not follow from the log. */
export class ViewsDamaged extends ViewsUnavailable {
  readonly words: Words;

  constructor(path: string, options?: ErrorOptions) {
    const words = {
      zh: `视图文件${path}已损坏；视图都由事件库得出，什么也没有丢：停止本县所有进程，把${path}及同名开头的文件移走，再启动，会重新生成`,
      en: `the read models in ${path} are damaged; nothing is lost, for they follow from the log: stop every process of the county, put ${path} away with all files whose names begin so, start again, and they are built anew`,
    };
    super(words.en, options);
    this.name = 'ViewsDamaged';
    this.words = words;
  }
}

/** What a server of the read models says of itself. */
export interface ViewsState {
  readonly version: string;
  /** `transactions` on a replica set, `journal` on a standalone server, where a question may see half a commit. */
  readonly commits: 'transactions' | 'journal';
}
