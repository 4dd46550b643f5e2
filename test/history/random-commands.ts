import fc from 'fast-check';
import { ROLES, type Actor, type Role } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { INDUSTRIES, LINKAGE_FORMS } from '@kernel/linkage';
import type { CommandClass } from '@command/handling';
import * as binding from '@linkage/household-binding/commands';
import * as entity from '@registry/entity/commands';
import { entityId } from '@registry/entity/state';
import { usccCheck } from '@registry/entity/uscc';
import * as household from '@registry/household/commands';
import { checkDigit } from '@registry/household/document-no';
import { LOW_INCOME_KINDS, MONITORING_CATEGORIES } from '@registry/household/events';
import { householdId } from '@registry/household/state';

/** A command somebody sends, sensible or not, on a day of 2025. */
export interface Sent {
  readonly command: object;
  readonly id: string | undefined;
  readonly actor: Actor;
  readonly day: string;
}

const VILLAGES = ['530424102201', '530424102202'].map(divisionCode);
const COUNTY = divisionCode('530424000000');
const FEW = Array.from({ length: 20 }, (_, index) => index);

const householdNo = (index: number) => `530424${String(100_000 + index)}`;
const documentNo = (index: number) => {
  const first = `99999919700101${String(index).padStart(3, '0')}`;
  return first + checkDigit(first);
};
const uscc = (index: number) => {
  const first = `93530424MA${String(index).padStart(7, '0')}`;
  return first + usccCheck(first);
};
const bindingId = (one: number, other: number, industry: string) =>
  derivedId('householdBinding', householdId(householdNo(one)), entityId({ uscc: uscc(other) }), industry);

const few = fc.constantFrom(...FEW);
const industry = fc.constantFrom(...INDUSTRIES.slice(0, 2));
const village = fc.constantFrom(...VILLAGES);
const flag = fc.boolean();

type Fields = Readonly<Record<string, unknown>>;
type Made = { readonly command: object; readonly id: string | undefined };

const make = <C extends object>(type: CommandClass<C>, fields: Fields, id?: string): Made => ({
  command: Object.assign(new type(), fields),
  id,
});

const households: readonly fc.Arbitrary<Made>[] = [
  fc.tuple(few, few, village).map(([no, document, villageCode]) =>
    make(household.RegisterHousehold, {
      ...{ householdNo: householdNo(no), villageCode, populationCount: 3, labourCount: 1 },
      ...{ headName: '示例', documentNo: documentNo(document), source: 'VILLAGE', synthetic: true },
    }),
  ),
  few.map((no) =>
    make(
      household.SetAlleviatedRecord,
      { alleviatedYear: 2019, enjoysPolicy: true },
      householdId(householdNo(no)),
    ),
  ),
  fc
    .tuple(few, fc.constantFrom(...MONITORING_CATEGORIES))
    .map(([no, category]) =>
      make(household.IdentifyMonitoring, { category, riskFactors: ['因病'] }, householdId(householdNo(no))),
    ),
  few.map((no) => make(household.EliminateRisk, {}, householdId(householdNo(no)))),
  few.map((no) => make(household.ReopenMonitoring, { riskFactors: ['因灾'] }, householdId(householdNo(no)))),
  fc
    .tuple(few, fc.constantFrom(...LOW_INCOME_KINDS))
    .map(([no, kind]) => make(household.SetLowIncome, { kind }, householdId(householdNo(no)))),
  few.map((no) => make(household.ClearLowIncome, {}, householdId(householdNo(no)))),
  fc.tuple(few, flag, flag).map(([no, hasDevelopmentConditions, isWilling]) =>
    make(
      household.AssessEligibility,
      {
        hasDevelopmentConditions,
        isWilling,
        ...(hasDevelopmentConditions && isWilling ? {} : { reasonIfNot: 'NO_LABOUR' }),
      },
      householdId(householdNo(no)),
    ),
  ),
  fc
    .tuple(few, industry)
    .map(([no, one]) =>
      make(household.RecordIndustryWill, { industries: [one] }, householdId(householdNo(no))),
    ),
  fc
    .tuple(few, village)
    .map(([no, to]) => make(household.MoveHousehold, { to }, householdId(householdNo(no)))),
  few.map((no) => make(household.MarkHouseholdVanished, { cause: 'DECEASED' }, householdId(householdNo(no)))),
];

const entities: readonly fc.Arbitrary<Made>[] = [
  fc.tuple(few, village).map(([no, villageCode]) =>
    make(entity.RegisterEntity, {
      ...{ kind: 'COOPERATIVE', name: `合作社${String(no)}`, uscc: uscc(no), villageCode },
      ...{ industries: ['TOBACCO'], managerName: '示例', synthetic: true },
    }),
  ),
  few.map((no) => make(entity.RecommendEntity, { opinion: '好' }, entityId({ uscc: uscc(no) }))),
  few.map((no) => make(entity.PrelimReviewEntity, { opinion: '好' }, entityId({ uscc: uscc(no) }))),
  few.map((no) => make(entity.ApproveEntity, { decisionNo: '1' }, entityId({ uscc: uscc(no) }))),
  few.map((no) => make(entity.SuspendEntity, {}, entityId({ uscc: uscc(no) }))),
  few.map((no) => make(entity.ResumeEntity, {}, entityId({ uscc: uscc(no) }))),
  few.map((no) => make(entity.DeregisterEntity, { registryDocument: '1' }, entityId({ uscc: uscc(no) }))),
];

const bindings: readonly fc.Arbitrary<Made>[] = [
  fc.tuple(few, few, industry, fc.constantFrom(...LINKAGE_FORMS)).map(([no, other, one, form]) =>
    make(binding.ProposeHouseholdBinding, {
      ...{
        householdId: householdId(householdNo(no)),
        entityId: entityId({ uscc: uscc(other) }),
        industry: one,
      },
      ...{ forms: [form], startDate: '2025-01-01', agreementDueBy: '2026-12-31' },
    }),
  ),
  fc
    .tuple(few, few, industry)
    .map((key) => make(binding.SubmitForReview, { consentRef: '1' }, bindingId(...key))),
  fc
    .tuple(few, few, industry)
    .map((key) =>
      make(binding.ActivateBinding, { match: 'MATCHED', matchOverrideReason: '因地制宜' }, bindingId(...key)),
    ),
  fc
    .tuple(few, few, industry)
    .map((key) => make(binding.EndBinding, { cause: 'HOUSEHOLD_WISH' }, bindingId(...key))),
  fc.tuple(few, few, industry).map((key) => make(binding.WithdrawBinding, {}, bindingId(...key))),
];

const PEOPLE = (Object.keys(ROLES) as Role[]).filter(
  (role) => role !== 'SYSTEM' && role !== 'ENTITY_MANAGER' && role !== 'HOUSEHOLD',
);

/** Mostly somebody who may send the command; sometimes anybody. */
const actorFor = ({ command }: Made): fc.Arbitrary<Actor> => {
  const { sentBy } = command.constructor as unknown as CommandClass;
  const allowed = PEOPLE.filter((role) => sentBy.includes(role));
  return fc
    .tuple(
      fc.constantFrom(...allowed, ...allowed, ...allowed, ...PEOPLE.slice(0, 2)),
      fc.constantFrom('ann', 'bob', 'cai'),
    )
    .map(([role, user]) => ({ user, role, scope: COUNTY }));
};

const day = fc.integer({ min: 0, max: 27 }).map((index) => `2025-03-${String(index + 1).padStart(2, '0')}`);

export const anyCommand: fc.Arbitrary<Sent> = fc
  .oneof(
    ...households.map((arbitrary) => ({ arbitrary, weight: 2 })),
    ...entities.map((arbitrary) => ({ arbitrary, weight: 3 })),
    ...bindings.map((arbitrary) => ({ arbitrary, weight: 4 })),
  )
  .chain((made) => fc.tuple(fc.constant(made), actorFor(made), day))
  .map(([made, actor, on]) => ({ ...made, actor, day: on }));
