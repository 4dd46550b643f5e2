#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
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
import { sealCommand } from './seal';
import { sealKeyCommand } from './seal-key';
import { tokenCommand } from './token';
import { verifyCommand } from './verify';

const program = new Command('shuangbang')
  .description('双绑利益联结机制 – operators and auditors')
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

await saying(() => program.parseAsync(), CommandFailed);
