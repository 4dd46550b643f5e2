import { randomUUID } from 'node:crypto';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { enveloped } from '@command/envelope';
import type { Witness } from '@http/buses';
import { RecordAuditRead } from '@oversight/audit-read/commands';
import type { County } from './county';

const WITNESS: Actor = { user: 'audit-witness', role: 'SYSTEM', scope: divisionCode('110000000000') };

/** Whatever an auditor asks is on record before it is answered or refused; where that fails there is no answer. */
export const auditWitness =
  ({ dispatcher }: Pick<County, 'dispatcher'>): Witness =>
  async ({ name, fields: asked }, { actor, requestId, asOf = null, knownAt = null }) => {
    if (actor.role !== 'AUDITOR') return;
    const { user: auditor, post = null, scope } = actor;
    const whens = { ...(asOf && { asOf }), ...(knownAt && { knownAt: knownAt.text }) };
    const fields = {
      auditor,
      post,
      scope,
      question: name,
      asked: textsOf({ ...asked, ...whens }),
      requestId,
    };
    const command = Object.assign(new RecordAuditRead(), fields);
    await dispatcher.dispatch(
      enveloped(command, { commandId: randomUUID(), actor: WITNESS, correlationId: requestId }),
    );
  };

const textsOf = (asked: object): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(asked).flatMap(([field, value]) =>
      value === undefined ? [] : [[field, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  );
