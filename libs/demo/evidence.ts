import { EvidenceJobs } from '@county/evidence/jobs';
import { madeLast } from '@county/evidence/known-package';
import { RequestEvidencePackage, TakeEvidencePackage } from '@oversight/evidence-package/commands';
import { isOpen } from '@oversight/evidence-package/state';
import { AUDIT_PURPOSE } from './accounts';
import type { Office } from './office';
import { HUANING } from './officers';
import type { Stories } from './stories';

/** The auditor of the session asks for evidence on the agreement that was revoked, and takes away what is made. */
export const takeEvidence = async (
  office: Office,
  { auditorPost: post, revokedAgreement: name }: Pick<Stories, 'auditorPost' | 'revokedAgreement'>,
): Promise<void> => {
  const by = { user: 'demo-auditor', role: 'AUDITOR', scope: HUANING, post } as const;
  const asked = { kind: 'agreement', name, purpose: AUDIT_PURPOSE } as const;
  const { id } = await office.send(RequestEvidencePackage, asked, { by });
  const sha256 = await madeOf(new EvidenceJobs(office.county), id);
  await office.send(TakeEvidencePackage, { sha256 }, { by, id });
};

const madeOf = async (jobs: EvidenceJobs, id: string): Promise<string> => {
  const asked = await jobs.find(id);
  if (asked !== null && isOpen(asked.state)) await jobs.takeUp(id);
  const known = await jobs.find(id);
  await jobs.onModuleDestroy();
  const made = known && madeLast(known);
  if (made === null) throw new Error(`no evidence was made: ${JSON.stringify(known?.state.failure)}`);
  return made.sha256;
};
