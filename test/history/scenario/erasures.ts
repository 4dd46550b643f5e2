import type { Actor } from '@kernel/actor';
import type { Office } from '@demo/office';
import { headOf, officer } from '@demo/officers';
import { documentNo, type Person } from '@demo/people';
import { ApproveErasure, RefuseErasure, RequestErasure, WithdrawErasure } from '@registry/erasure/commands';
import { LookUpHousehold, ReadPersonalData } from '@registry/personal-read/commands';
import { clerkOf, type Cast } from './cast';

const signer = officer('COUNTY_SIGNER');

const ask = (office: Office, person: Person, by: Actor) =>
  office.send(
    RequestErasure,
    { subjectKind: 'HOUSEHOLD', subjectId: person.id, basis: 'CONSENT_WITHDRAWN' },
    { by },
  );

/** One household thinks better of it, one is refused for a duty to retain, one is forgotten when the waiting is over. */
export const forget = async (office: Office, { moving, waiting, leaving }: Cast): Promise<void> => {
  await office.day('2025-04-01');
  const seen = { subjectKind: 'HOUSEHOLD', subjectId: waiting.id, purpose: 'VERIFICATION' } as const;
  await office.send(ReadPersonalData, { ...seen, fields: ['headName', 'phone'] }, { by: clerkOf(waiting) });
  const sought = {
    numberKind: 'DOCUMENT',
    number: documentNo(waiting.index),
    division: waiting.village,
  } as const;
  await office.send(LookUpHousehold, { ...sought, purpose: 'VERIFICATION' }, { by: clerkOf(waiting) });
  for (const person of [moving, waiting, leaving]) await ask(office, person, headOf(person));
  const again = { by: headOf(waiting), id: waiting.id, reason: '仍需帮扶' };
  await office.send(WithdrawErasure, {}, again);
  const duty = { ground: 'RETENTION_DUTY', lawClause: '中华人民共和国会计法 第二十三条' } as const;
  await office.send(RefuseErasure, duty, { by: signer, id: leaving.id });
  await office.send(ApproveErasure, {}, { by: signer, id: moving.id });
  await office.day('2025-04-16');
  await office.day('2025-04-17');
};
