import { createRequire } from 'node:module';
import type Driver from 'better-sqlite3';
import { ToldError } from '@kernel/words';

/** Of Node-API: Node has it from 22.14 on, Node 20 never. */
const NODE_API = 10;

/**
 * Two lines of one driver, for neither carries every Node. The destructors of 12 end the process on Node ≥ 24.19 wherever garbage is
 * collected while no JavaScript runs (WiseLibs/better-sqlite3#1515); 13 crashes where there is no Node-API 10
 * (WiseLibs/better-sqlite3#1514). They offer the same and read each other's files. Either is optional to npm, so that no compiler is
 * needed where 13 is used, which brings its own binaries.
 */
export const driverFor = (nodeApi: string): string =>
  Number(nodeApi) >= NODE_API ? 'better-sqlite3-13' : 'better-sqlite3';

/** @throws ToldError where it is not there, or not for this machine */
export const loaded = (name: string): typeof Driver => {
  try {
    return createRequire(import.meta.url)(name) as typeof Driver;
  } catch (cause) {
    throw new ToldError(
      {
        zh: `SQLite 驱动${name}未能装入（Node ${process.versions.node}）：请重新执行 npm ci。Node 22.14 以上自带编译好的驱动；更低版本需能下载编译好的驱动，或装有 python3、make 和 C++ 编译器`,
        en: `${name}, the SQLite driver for Node ${process.versions.node}, cannot be loaded: run npm ci again. From Node 22.14 on it comes compiled; below, it has to be downloaded, or compiled with python3, make and a C++ compiler`,
      },
      { cause },
    );
  }
};

export const Sqlite = loaded(driverFor(process.versions.napi ?? ''));
