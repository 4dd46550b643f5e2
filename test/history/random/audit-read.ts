import { RecordAuditRead } from '@oversight/audit-read/commands';
import type { Model } from './model';
import { ask, type Moves, type Request } from './request';
import type { Roll } from './roll';
import { COUNTY, SECRET, VILLAGES } from './values';

const next = (_model: Model, roll: Roll): Request =>
  ask(RecordAuditRead, {
    ...{ auditor: 'shen', scope: roll.pick([COUNTY, ...VILLAGES]), question: 'HouseholdList' },
    ...{ asked: { limit: '50', ...roll.maybe(0.5, { name: `${SECRET}三` }) }, requestId: 'r-1' },
  });

export const auditReadMoves: Moves = { weight: 1, next };
