import type { CommandClass } from '@command/handling';
import { policyTitle } from '@oversight/audit/titles';
import { RecordAuditRead } from '@oversight/audit-read/commands';
import {
  BeginEvidencePackage,
  RecordEvidencePackage,
  FailEvidencePackage,
} from '@oversight/evidence-package/commands';
import { ReindexHousehold } from '@registry/household/commands';
import { BindIdentity, ChangePassword, EnrolTotp, OpenSession, RefuseSignIn } from '@registry/user/commands';
import { policies } from './modules';

/** What the server sends of itself, by the user that is named for it in the log. */
const PARTS: readonly (readonly [string, readonly CommandClass[]])[] = [
  ['登录 sign-in', [ChangePassword, EnrolTotp, BindIdentity, OpenSession, RefuseSignIn]],
  ['审计留痕 audit-witness', [RecordAuditRead]],
  ['证据包制作 evidence-maker', [BeginEvidencePackage, RecordEvidencePackage, FailEvidencePackage]],
  ['轮换查找密钥 operator:rotate-look-up-key', [ReindexHousehold]],
];

const named = policies.map(
  ({ name, sends }) => [`${policyTitle(name) ?? ''} policy:${name}`, sends] as const,
);

/** Who but a person sends a command, as officers call it and as the log names it. */
export const sendersOf = (command: CommandClass): readonly string[] =>
  [...named, ...PARTS].flatMap(([sender, sends]) => (sends.includes(command) ? [sender] : []));
