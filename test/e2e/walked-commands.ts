import { derivedId } from '@kernel/ids';
import type { Role } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import type { Parameter, Proposal } from '@registry/parameter/state';
import type { Thing, Walked } from './walked-county';

type Schema = Readonly<Record<string, unknown>> & {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
};

/** A body that the edge lets in: every required field with the plainest value its schema allows. */
const plainest = (schema: Schema): unknown => {
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === 'object') return objectOf(schema);
  if (schema.type === 'array') return listOf(schema);
  if (schema.type === 'integer') return schema['minimum'] ?? 0;
  return schema.type === 'boolean' ? true : textOf(schema);
};

const objectOf = ({ required = [], properties = {} }: Schema): object =>
  Object.fromEntries(required.map((name) => [name, plainest(properties[name] ?? {})]));

const listOf = ({ items = {}, minItems }: Schema): unknown[] =>
  Array.from({ length: (minItems as number | undefined) ?? 0 }, () => plainest(items));

const textOf = ({ format, pattern = '', description = '' }: Schema): string => {
  if (format === 'uuid') return derivedId('somebody');
  if (format === 'date') return '2026-04-10';
  if (String(pattern).includes('02-(0[1-9]')) return '12-31';
  if (String(description).startsWith('a network')) return '10.1.0.0/16';
  return String(pattern).startsWith('^[1-9][0-9]{11}') ? '530424000000' : 'walked';
};

/** Real things of the county, and a village and its town: what a command names is looked for and judged. */
export interface Named {
  readonly things: ReadonlyMap<string, Thing>;
  readonly village: DivisionCode;
  readonly town: DivisionCode;
}

type Fields = Readonly<Record<string, unknown>>;

/** A command that names where or whom it is about, and the division that this lies in. */
export interface Naming {
  readonly fields: Fields;
  readonly division: DivisionCode;
}

const naming = ({ things }: Named, category: string, fields: (id: string) => Fields): Naming => {
  const { id, division } = things.get(category) as Thing;
  return { fields: fields(id), division: division as DivisionCode };
};

const ofHousehold = (named: Named): Naming => naming(named, 'household', (householdId) => ({ householdId }));
const ofEntity = (named: Named): Naming => naming(named, 'entity', (entityId) => ({ entityId }));
const bindingOf = (named: Named): Naming => {
  const entityId = named.things.get('entity')?.id;
  const { fields, division } = ofHousehold(named);
  return { fields: { ...fields, entityId, industry: 'CRISP_PEAR' }, division };
};
const personOf = (named: Named): Naming =>
  naming(named, 'household', (subjectId) => ({ subjectKind: 'HOUSEHOLD', subjectId }));

const proposalFor = ({ town }: Named): Naming => ({
  fields: {
    ...{ key: 'coverage.target', scope: town, value: 1 },
    ...{ effectiveFrom: '2026-01-01', sourceDocument: '县办法' },
  },
  division: town,
});
/** The first of some parameter. */
const proposalOf = ({ things }: Named): Naming => {
  const proposals = (things.get('parameter')?.state['proposals'] ?? {}) as Parameter['proposals'];
  const { key, scope, entryId } = (Object.values(proposals)[0] as Proposal).terms;
  return { fields: { key, entryId }, division: scope };
};
const together =
  (one: (named: Named) => Naming) =>
  (named: Named): Naming => {
    const { fields, division } = one(named);
    return { fields: { proposals: [fields] }, division };
  };

/** Every command that may bring something to life: what it is judged by. */
const NAMINGS: Readonly<Record<string, (named: Named) => Naming>> = {
  RegisterDivision: ({ town }) => ({ fields: { code: town }, division: town }),
  RegisterUser: ({ town }) => ({ fields: { division: town }, division: town }),
  AppointOfficer: ({ town }) => ({ fields: { division: town }, division: town }),
  IssueAccessToken: ({ town }) => ({
    fields: { division: town, permissions: ['HouseholdList'] },
    division: town,
  }),
  ProposePolicyParameter: proposalFor,
  ProposePolicyParameters: together(proposalFor),
  ProposeOfferedParameters: ({ town }) => ({
    fields: { scope: town, effectiveFrom: '2026-01-01', sourceDocument: '县办法' },
    division: town,
  }),
  ApprovePolicyParameter: proposalOf,
  ApprovePolicyParameters: together(proposalOf),
  RefusePolicyParameter: proposalOf,
  WithdrawPolicyParameter: proposalOf,
  RegisterHousehold: ({ village }) => ({ fields: { villageCode: village }, division: village }),
  RegisterEntity: ({ village }) => ({ fields: { villageCode: village }, division: village }),
  PublishSnapshot: ({ town }) => ({ fields: { division: town }, division: town }),
  RequestErasure: personOf,
  ReadPersonalData: personOf,
  LookUpHousehold: ({ town }) => ({ fields: { division: town }, division: town }),
  RecordIntent: bindingOf,
  ProposeHouseholdBinding: bindingOf,
  RehomeHousehold: bindingOf,
  RecordIncome: ofHousehold,
  SplitHousehold: ofHousehold,
  ProposeEnterpriseBinding: (named) =>
    naming(named, 'entity', (id) => ({ enterpriseId: id, cooperativeId: id, industry: 'CRISP_PEAR' })),
  DraftAgreement: ofEntity,
  RenewAgreement: (named) => {
    const renews = named.things.get('agreement');
    return {
      fields: { renews: renews?.id, entityId: renews?.state['entityId'] },
      division: renews?.division as DivisionCode,
    };
  },
  DraftDividendScheme: ofEntity,
  DeclareDistribution: (named) => {
    const scheme = named.things.get('dividendScheme');
    return {
      fields: { schemeId: scheme?.id, entityId: scheme?.state['entityId'] },
      division: scheme?.division as DivisionCode,
    };
  },
  OrderRectification: ofEntity,
  PlanEvaluation: ofEntity,
  RequestEvidencePackage: ({ town }) => ({ fields: { kind: 'division', name: town }, division: town }),
};

/** What a form asks of a field that its schema does not say. */
const FORMS: Readonly<Record<string, (named: Named) => Fields>> = {
  MoveHousehold: ({ village }) => ({ to: village }),
};

/** The body of a command and the division that it is judged by: that of its aggregate, or of what it names. */
export const commandOf = (
  line: Walked,
  named: Named,
): { readonly body: object; readonly division: DivisionCode } => {
  const body = plainest(line.body as Schema) as Fields;
  if (line.reach === 'AGGREGATE')
    return {
      body: { ...body, ...FORMS[line.name]?.(named) },
      division: named.things.get(line.category)?.division as DivisionCode,
    };
  const { fields, division } = (NAMINGS[line.name] as (named: Named) => Naming)(named);
  return { body: { ...body, ...fields }, division };
};

/** Whom a command concerns that somebody sends who speaks for it. */
export const subjectOf = (line: Walked, role: Role, named: Named): string => {
  const body = commandOf(line, named).body as Readonly<Record<string, unknown>>;
  const { id, state } = named.things.get(line.category) as Thing;
  const told = { ...(line.reach === 'AGGREGATE' ? state : {}), ...body };
  const [household] = (body['householdIds'] as string[] | undefined) ?? [];
  const concerned = role === 'HOUSEHOLD' ? (household ?? told['householdId']) : told['entityId'];
  return (concerned ?? told['subjectId'] ?? id) as string;
};
