import type { ContextModule } from '@query/context-module';
import { handledSnapshot } from './aggregate';
import { SnapshotCommands, SnapshotQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { snapshotRegister } from './projector';
import { snapshotAnswers } from './queries';

export const snapshotModule: ContextModule = {
  name: 'snapshot',
  handled: handledSnapshot,
  lifecycle,
  projectors: [snapshotRegister],
  answers: snapshotAnswers,
  controllers: [SnapshotCommands, SnapshotQuestions],
};
