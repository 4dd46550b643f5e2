import { ApproveErasure, RefuseErasure, RequestErasure } from '@registry/erasure/commands';
import { ReadPersonalData } from '@registry/personal-read/commands';
import { headOf, officer } from './officers';
import type { Office } from './office';
import type { Pact } from './pacts';
import type { Person } from './people';

const ask = (office: Office, person: Person) =>
  office.send(
    RequestErasure,
    { subjectKind: 'HOUSEHOLD', subjectId: person.id, basis: 'CONSENT_WITHDRAWN' },
    { by: headOf(person) },
  );

export interface Forgotten {
  readonly erasedHousehold: string;
  readonly keptHousehold: string;
}

/**
 * Two heads of households with dividends withdraw their consent: the one is approved, and forgotten when fifteen days are over;
 * the other, whom the village clerk looks up to call, is refused for a duty to retain. What was paid to both stays in the books.
 */
export const forget = async (office: Office, pact: Pact): Promise<Forgotten> => {
  const [erased, kept] = pact.ties.map(({ person }) => person) as [Person, Person];
  await office.day('2026-02-01');
  for (const person of [erased, kept]) await ask(office, person);
  const clerk = officer('VILLAGE_INFORMANT', kept.village);
  const seen = { subjectKind: 'HOUSEHOLD', subjectId: kept.id, purpose: 'CONTACT' } as const;
  await office.send(ReadPersonalData, { ...seen, fields: ['headName', 'phone'] }, { by: clerk });
  await office.day('2026-02-02');
  const signer = officer('COUNTY_SIGNER');
  await office.send(ApproveErasure, {}, { by: signer, id: erased.id });
  const duty = { ground: 'RETENTION_DUTY', lawClause: '中华人民共和国会计法 第二十三条' } as const;
  await office.send(RefuseErasure, duty, { by: signer, id: kept.id });
  return { erasedHousehold: erased.id, keptHousehold: kept.id };
};
