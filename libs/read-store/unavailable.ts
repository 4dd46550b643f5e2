import { ToldError, type Words } from '@kernel/words';

const UNREACHED: Words = { zh: '无法访问查询视图', en: 'the read models cannot be reached' };

/** The server of the read models does not answer, or not in time. Nothing is half done; asking again later is safe. */
export class ViewsUnavailable extends ToldError {
  constructor(options?: ErrorOptions, words = UNREACHED) {
    super(words, options);
    this.name = 'ViewsUnavailable';
  }
}

/** What a server goes on refusing until an operator has changed something. */
export type Refused = 'ACCESS_DENIED' | 'DISK_FULL';

/** The server answers, and refuses. Nothing is lost: whoever folds the log goes on by himself when it does no more. */
export class ViewsRefused extends ViewsUnavailable {
  readonly code: `READ_MODEL_${Refused}`;

  /** `answer`: the server's name for it. Its own words may repeat what it was asked, and are told to nobody. */
  constructor(
    readonly because: Refused,
    answer: string,
  ) {
    super(undefined, REFUSALS[because](answer));
    this.name = 'ViewsRefused';
    this.code = `READ_MODEL_${because}`;
  }
}

const REFUSALS: Readonly<Record<Refused, (answer: string) => Words>> = {
  ACCESS_DENIED: (answer) => ({
    zh: `MongoDB拒绝访问视图库（${answer}）：请核对 READ_STORE 中的用户、密码和 authSource，以及该用户是否可读写这个库`,
    en: `MongoDB refuses access to the read models (${answer}): make sure of user, password and authSource in READ_STORE, and that the user may read and write that database`,
  }),
  DISK_FULL: (answer) => ({
    zh: `MongoDB没有磁盘空间存放视图（${answer}）：请为它腾出空间，之后自行接上，什么也没有丢`,
    en: `MongoDB has no room on its disk for the read models (${answer}): make room for it; they go on by themselves then, and nothing is lost`,
  }),
};

/** The file of the read models contradicts itself. It holds nothing that does not follow from the log. */
export class ViewsDamaged extends ViewsUnavailable {
  constructor(path: string, options?: ErrorOptions) {
    const words = {
      zh: `视图文件${path}已损坏；视图都由事件库得出，什么也没有丢：停止本县所有进程，把${path}及同名开头的文件移走，再启动，会重新生成`,
      en: `the read models in ${path} are damaged; nothing is lost, for they follow from the log: stop every process of the county, put ${path} away with all files whose names begin so, start again, and they are built anew`,
    };
    super(options, words);
    this.name = 'ViewsDamaged';
  }
}

/** What a server of the read models says of itself. */
export interface ViewsState {
  readonly version: string;
  /** `transactions` on a replica set, `journal` on a standalone server, where a question may see half a commit. */
  readonly commits: 'transactions' | 'journal';
}
