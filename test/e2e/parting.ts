import { expect } from '@jest/globals';
import { HOUSEHOLDS } from './founding';
import type { Session } from './running-county';

type Signer = (role: 'TOWN_SIGNER' | 'VILLAGE_COMMITTEE') => Session;

/** The manager proposes to part, manager and town sign, and the committee declines for the households. */
export const partInVain = async (paper: string, manager: Session, signer: Signer): Promise<void> => {
  const [town, village] = [signer('TOWN_SIGNER'), signer('VILLAGE_COMMITTEE')];
  const part = { cause: 'BY_CONSENT', decisionNo: '解除书1', settlement: '无欠付', unpaidFen: 0 };
  const dry = await manager.post(`${paper}/terminate-by-consent`, part, { dryRun: true });
  expect(dry.body.effects).toMatchObject([
    { effect: 'COVERAGE_LOSS_IF_TERMINATED', coverageLost: HOUSEHOLDS },
  ]);
  await manager.does(`${paper}/terminate-by-consent`, part);
  const { termination } = await town.sees(paper);
  const terminationId = termination.terminationId as string;
  const signature = { terminationId, scan: 'scan-5 sha256:ee' };
  await manager.does(`${paper}/sign-termination`, { ...signature, party: 'ENTITY' });
  await town.does(`${paper}/sign-termination`, { ...signature, party: 'GOVERNMENT' });
  expect(await town.sees(paper)).toMatchObject({ state: 'IN_FORCE', termination: { signatures: [{}, {}] } });
  const no = { terminationId, party: 'HOUSEHOLDS', reason: '农户不同意' };
  await village.does(`${paper}/decline-termination`, no);
  expect(await town.sees(paper)).toMatchObject({ state: 'IN_FORCE', termination: null });
};
