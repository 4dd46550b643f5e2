import { randomUUID } from 'node:crypto';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { enveloped } from '@command/envelope';
import type { Witness } from '@http/buses';
import { RecordAuditRead } from '@oversight/audit-read/commands';
import type { County } from './county';

const WITNESS: Actor = { user: 'audit-witness', role: 'SYSTEM', scope: divisionCode('110000000000') };

/** Every answer that an auditor gets is on record before it is given; where that fails there is no answer. */
export const auditWitness =
  ({ dispatcher }: Pick<County, 'dispatcher'>): Witness =>
  async (question, { actor, requestId, asOf = null, knownAt = null }) => {
    if (actor.role !== 'AUDITOR') return;
    const { user: auditor, post = null, scope } = actor;
    const whens = { ...(asOf && { asOf }), ...(knownAt && { knownAt: knownAt.text }) };
    const fields = {
      auditor,
      post,
      scope,
      question: question.constructor.name,
      asked: textsOf({ ...question, ...whens }),
      requestId,
    };
    const command = Object.assign(new RecordAuditRead(), fields);
    await dispatcher.dispatch(
      enveloped(command, { commandId: randomUUID(), actor: WITNESS, correlationId: requestId }),
    );
  };

const textsOf = (question: object): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(question).flatMap(([field, value]) =>
      value === undefined ? [] : [[field, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  );
