import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { told } from '@county/language';
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
  .description(
    told({
      zh: '把加密过的数据密钥复制到另一个密钥库；来源保留',
      en: 'copy the wrapped data keys into another key store; the source keeps them',
    }),
  )
  .requiredOption(
    '--from <store>',
    told({
      zh: 'sqlite:<path> 或 mongodb://…/<database>，同 KEY_STORE',
      en: 'sqlite:<path> or mongodb://…/<database>, as KEY_STORE takes it',
    }),
  )
  .requiredOption('--to <store>', told({ zh: '同上', en: 'the same' }))
  .action(async ({ from, to }: Options) => {
    const file = /^sqlite:(.+)$/.exec(from)?.[1];
    if (file !== undefined && !existsSync(file))
      throw new CommandFailed({ zh: `--from：没有${file}`, en: `--from: there is no ${file}` });
    const [source, target] = [opened('--from', from), opened('--to', to)];
    try {
      const count = String(await moveKeys(source, target));
      print({ zh: `目标里有${count}把密钥`, en: `${count} keys are in the target` });
    } catch (error) {
      if (error instanceof ForeignKeys || error instanceof KeysUnavailable)
        throw CommandFailed.because(error);
      throw error;
    } finally {
      await source.close();
      await target.close();
    }
  });

const opened = (option: string, text: string): KeyStore => {
  const fault = readStoreFault(text);
  if (fault !== null) throw CommandFailed.of(option, fault);
  return openKeyStore(text);
};
