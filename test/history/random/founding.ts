import { ApproveEntity, PrelimReviewEntity, RecommendEntity } from '@registry/entity/commands';
import { entity } from '@registry/entity/state';
import { RegisterUser } from '@registry/user/commands';
import { RegisterDivision } from '@registry/division/commands';
import { registerEntity } from './entity';
import { registerHousehold } from './household';
import type { Model } from './model';
import { approvals, asOffered, atFirst, DECIDED_KEYS } from './parameter';
import { ask, type Request } from './request';
import type { Roll } from './roll';
import { LOGINS } from './user';
import { COUNTY, OTHER_COUNTY, SECRET, TOWNS, VILLAGES } from './values';

type Send = (request: Request, index: number) => Promise<void>;

/** Places and parameters, and the first people and entities, so that a history need not begin with nothing. */
export const foundCounty = async (send: Send, model: Model, roll: Roll): Promise<void> => {
  const people = () => [
    ...Array.from({ length: 7 }, () => registerHousehold(model, roll)),
    ...Array.from({ length: 6 }, () => registerEntity(model, roll)),
  ];
  const approved = () => approvals(model);
  const admitted = () => model.ids(entity).flatMap(admission);
  for (const stage of [places, parameters, approved, accounts, people, admitted])
    for (const [index, request] of stage().entries()) await send(request, index);
};

const places = (): readonly Request[] =>
  [COUNTY, OTHER_COUNTY, ...TOWNS, ...VILLAGES].map((code) =>
    ask(RegisterDivision, { code, name: code, source: '区划代码' }, { on: '2019-01-01' }),
  );

const parameters = (): readonly Request[] => [
  ...[COUNTY, OTHER_COUNTY].flatMap((scope) => DECIDED_KEYS.map((key) => asOffered(key, scope))),
  // A history is too short for a year of penance everywhere.
  ...TOWNS.map((town) => atFirst('revocation.minYears', town, 0)),
];

const accounts = (): readonly Request[] =>
  LOGINS.map((login) => ask(RegisterUser, { login, division: COUNTY, name: `${SECRET}某` }));

const admission = (id: string): readonly Request[] => [
  ask(RecommendEntity, { opinion: '好' }, { id }),
  ask(PrelimReviewEntity, { opinion: '好' }, { id }),
  ask(ApproveEntity, { decisionNo: '1号' }, { id }),
];
