import { READING_WATCHERS } from '@kernel/actor';
import { isDivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Circumstances } from '@kernel/decider';
import { handled, type Handled } from '@command/handling';
import {
  BeginEvidencePackage,
  FailEvidencePackage,
  RecordEvidencePackage,
  RequestEvidencePackage,
  TakeEvidencePackage,
} from './commands';
import { begin, fail, record, request, take } from './decider';
import { evidencePackageRefusals } from './refusals';
import { evidencePackage } from './state';

export const handledEvidencePackage: Handled = {
  readBy: READING_WATCHERS,
  ...handled(evidencePackage, evidencePackageRefusals, (handle) => [
    handle({
      command: RequestEvidencePackage,
      decide: request,
      creates: (_command, commandId) => derivedId('evidencePackage', commandId),
      scope: ({ kind, name }, { actor }: Circumstances) =>
        kind === 'division' && isDivisionCode(name) ? name : actor.scope,
    }),
    handle({ command: BeginEvidencePackage, decide: begin }),
    handle({ command: RecordEvidencePackage, decide: record }),
    handle({ command: FailEvidencePackage, decide: fail }),
    handle({ command: TakeEvidencePackage, decide: take }),
  ]),
};
