import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** A file by the package that it was made of, and its sum. */
export interface Kept {
  readonly id: string;
  readonly sha256: string;
}

const MARK = 'folder-mark';
const NAME = /^([\da-f-]{36})[.]([\da-f]{64})[.]zip$/;
const DAY_MS = 86_400_000;

/** Packages that lie in one data folder, for every process that shares it. What is known of them stands in the log. */
export class PackageFiles {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'evidence');
  }

  /** Eight hexadecimal digits, the same for whoever shares the folder. */
  mark(): string {
    const path = join(this.folder, MARK);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(path, randomBytes(4).toString('hex'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFileSync(path, 'utf8');
  }

  /** Where nobody else writes. */
  draftOf(id: string): string {
    return join(this.folder, `${id}.${randomBytes(4).toString('hex')}.draft`);
  }

  /** Whole or not at all. */
  keep(draft: string, kept: Kept): void {
    renameSync(draft, this.pathOf(kept));
  }

  discard(draft: string): void {
    rmSync(draft, { force: true });
  }

  /** Null where it does not lie here. */
  find(kept: Kept): string | null {
    const path = this.pathOf(kept);
    return existsSync(path) ? path : null;
  }

  all(): readonly Kept[] {
    return this.names().flatMap((name) => {
      const [, id, sha256] = NAME.exec(name) ?? [];
      return id === undefined || sha256 === undefined ? [] : [{ id, sha256 }];
    });
  }

  remove(kept: Kept): void {
    rmSync(this.pathOf(kept), { force: true });
  }

  /** What somebody began to write who ended meanwhile. */
  removeLeftovers(): void {
    for (const name of this.names().filter((one) => one !== MARK && !NAME.test(one))) {
      const path = join(this.folder, name);
      const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
      if (at < Date.now() - DAY_MS) rmSync(path, { recursive: true, force: true });
    }
  }

  private names(): readonly string[] {
    return existsSync(this.folder) ? readdirSync(this.folder) : [];
  }

  private pathOf({ id, sha256 }: Kept): string {
    return join(this.folder, `${id}.${sha256}.zip`);
  }
}
