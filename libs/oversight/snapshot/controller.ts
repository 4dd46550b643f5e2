import { commandsAt, questionsAt } from '@http/controllers';
import { handledSnapshot } from './aggregate';
import { AmendSnapshot, PublishSnapshot } from './commands';
import { SnapshotDifference, SnapshotEntry, SnapshotList, SnapshotNote } from './queries';

const TAG = '通报快照 Snapshots';

export const SnapshotCommands = commandsAt('snapshots', TAG, handledSnapshot, [
  [PublishSnapshot, ''],
  [AmendSnapshot, ':id/amend'],
]);

export const SnapshotQuestions = questionsAt('snapshots', TAG, [
  [SnapshotList, ''],
  [SnapshotEntry, ':id'],
  [SnapshotDifference, ':id/difference'],
  [SnapshotNote, ':id/note'],
]);
