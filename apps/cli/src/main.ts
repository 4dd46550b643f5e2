#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { told } from '@county/language';
import { saying } from '@county/starting';
import { adminCommand } from './admin';
import { backupCommand } from './backup';
import { certifyCommand } from './certify';
import { demoCommand } from './demo';
import { doctorCommand } from './doctor';
import { evidenceCommand } from './evidence';
import { importDivisionsCommand } from './import-divisions';
import { migrateCommand } from './migrate';
import { moveKeysCommand } from './move-keys';
import { openApiCommand } from './openapi';
import { parkedCommand } from './parked';
import { rebuildCommand } from './rebuild';
import { reapplyErasuresCommand } from './reapply-erasures';
import { replayCommand } from './replay';
import { restoreCommand } from './restore';
import { rightsCommand } from './rights';
import { rotateLookUpKeyCommand } from './rotate-look-up-key';
import { rotateMasterKeyCommand } from './rotate-master-key';
import { CommandFailed } from './failure';
import { inChinese } from './in-chinese';
import { sealCommand } from './seal';
import { sealKeyCommand } from './seal-key';
import { tokenCommand } from './token';
import { verifyCommand } from './verify';

const program = new Command('shuangbang')
  .description(
    told({
      zh: '双绑利益联结机制：运维和审计命令',
      en: 'the dual-binding mechanism of a county: for operators and auditors',
    }),
  )
  .addCommand(demoCommand)
  .addCommand(tokenCommand)
  .addCommand(adminCommand)
  .addCommand(rebuildCommand)
  .addCommand(parkedCommand)
  .addCommand(verifyCommand)
  .addCommand(evidenceCommand)
  .addCommand(certifyCommand)
  .addCommand(sealCommand)
  .addCommand(sealKeyCommand)
  .addCommand(replayCommand)
  .addCommand(doctorCommand)
  .addCommand(importDivisionsCommand)
  .addCommand(backupCommand)
  .addCommand(restoreCommand)
  .addCommand(migrateCommand)
  .addCommand(moveKeysCommand)
  .addCommand(rotateMasterKeyCommand)
  .addCommand(rotateLookUpKeyCommand)
  .addCommand(reapplyErasuresCommand)
  .addCommand(openApiCommand)
  .addCommand(rightsCommand);

/** With every command below it. */
const all = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(all)];

const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

const spoken = (text: string): string => told({ zh: inChinese(text), en: text });

for (const command of all(program))
  command
    .helpOption('-h, --help', told({ zh: '显示用法', en: 'display help for command' }))
    .configureOutput({
      outputError: (text, write) => {
        write(spoken(text));
      },
    })
    .configureHelp({
      ...{ styleOptionDescription: spoken, styleArgumentDescription: spoken },
      styleTitle: (title) => told({ zh: HEADINGS[title] ?? title, en: title }),
    });

await saying(() => program.parseAsync(), CommandFailed);
