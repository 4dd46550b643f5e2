import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { openKeyStore } from '@county/key-engine';
import { readStoreFault } from '@county/read-engine';
import { ForeignKeys, moveKeys } from '@privacy/moving-keys';
import { KeysUnavailable, type KeyStore } from '@privacy/key-store';
import { CommandFailed } from './failure';
import { print } from './with-county';

interface Options {
  readonly from: string;
  readonly to: string;
}

/** The data keys follow the read models to a server; without them no name can be read there. */
export const moveKeysCommand = new Command('move-keys')
  .description('copy the wrapped data keys into another key store; the source keeps them')
  .requiredOption('--from <store>', 'sqlite:<path> or mongodb://…/<database>, as KEY_STORE takes it')
  .requiredOption('--to <store>', 'the same')
  .action(async ({ from, to }: Options) => {
    const file = /^sqlite:(.+)$/.exec(from)?.[1];
    if (file !== undefined && !existsSync(file)) throw new CommandFailed(`--from: there is no ${file}`);
    const [source, target] = [opened('--from', from), opened('--to', to)];
    try {
      print(`${String(await moveKeys(source, target))} keys are in the target`);
    } catch (error) {
      if (error instanceof ForeignKeys || error instanceof KeysUnavailable)
        throw new CommandFailed(error.message);
      throw error;
    } finally {
      await source.close();
      await target.close();
    }
  });

const opened = (option: string, text: string): KeyStore => {
  const fault = readStoreFault(text);
  if (fault !== null) throw new CommandFailed(`${option} ${fault}`);
  return openKeyStore(text);
};
