import type { Circumstances, Decide } from '@kernel/decider';
import { within } from '@kernel/division-code';
import { holdsBy, reasonFault, type Fault } from '@kernel/fault';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { CorrectEntityData, RenameEntity } from './commands';
import { CAN_DEMONSTRATE } from './decider';
import type { EntityEvent } from './events';
import { steps } from './lifecycle';
import { requirePhase } from './phase';
import { levelUnmet } from './register';
import type { Entity } from './state';

export const rename: Decide<RenameEntity, Entity, EntityEvent> = (
  { name, registryDocument },
  entity,
  facts,
) => {
  requirePhase(entity, facts, steps.RenameEntity);
  require(entity.kind !== 'LARGE_GROWER', 'ENTITY_NAME_SEALED', {}, '/name');
  const { effectiveDate: on } = facts;
  if (entity.name === name && holdsBy(entity.nameSince, on)) return [];
  return [{ type: 'EntityRenamed', data: { name, registryDocument, on } }];
};

export interface CorrectionFacts {
  /** The village named; true where none is. */
  readonly villageIsUsed: boolean;
}

/** What is left out stays as it is, but a level goes with the kind that has it. */
const correctedBy = (command: CorrectEntityData, entity: Entity) => {
  const { name = entity.name, kind = entity.kind, villageCode = entity.villageCode } = command;
  const leadingLevel = command.leadingLevel ?? (kind === entity.kind ? entity.leadingLevel : null);
  return { name, kind, villageCode, leadingLevel };
};

const CORRECTED = ['name', 'kind', 'villageCode', 'leadingLevel'] as const;

type Correct = Decide<CorrectEntityData, Entity, EntityEvent, CorrectionFacts>;

/** The name is right or wrong at any time; what an entity is and where, it is recommended, judged and bound by. */
export const correctData: Correct = (command, entity, facts) => {
  const step = steps.CorrectEntityData;
  requirePhase(entity, facts, step);
  const known = correctedBy(command, entity);
  const { villageCode } = known;
  require(villageCode !== null, step.otherwise, { state: entity.phase, needed: step.in });
  requireAll(
    ...nameFaults(command, entity),
    ...kindFaults({ ...entity, ...known }, entity),
    ...villageFaults(command, entity, facts),
    reasonFault(facts),
  );
  if (CORRECTED.every((field) => known[field] === entity[field])) return [];
  const { registryDocument } = command;
  const data = { ...known, villageCode, registryDocument, on: facts.effectiveDate };
  return [{ type: 'EntityDataCorrected', data }];
};

const nameFaults = ({ name }: CorrectEntityData, { kind }: Entity): readonly Fault[] => [
  name !== undefined && kind === 'LARGE_GROWER' && unmet('ENTITY_NAME_SEALED', {}, '/name'),
];

const isRecommended = ({ phase }: Entity): boolean => phase !== 'CANDIDATE' && phase !== 'REJECTED';

/** Whom the county knows by a number of its own and whose name is sealed does not become a body with a code, nor the other way. */
const kindFaults = (next: Entity, before: Entity): readonly Fault[] => {
  const { kind, leadingLevel, demoLevel } = next;
  if (kind === before.kind && leadingLevel === before.leadingLevel) return [];
  const isPerson = [kind, before.kind].includes('LARGE_GROWER');
  return [
    isRecommended(before) && unmet('ENTITY_RECOMMENDED_AS_IT_IS', { state: before.phase }, '/kind'),
    kind !== before.kind && isPerson && unmet('ENTITY_KIND_OF_ANOTHER_IDENTITY', {}, '/kind'),
    demoLevel !== null && !CAN_DEMONSTRATE.includes(kind) && unmet('DEMO_LEVEL_ONLY_FOR_COOPERATIVE'),
    ...levelUnmet(kind, leadingLevel !== null),
  ];
};

/** Who corrects the village answers for both, as whoever moves a household. */
const villageFaults = (
  { villageCode: code }: CorrectEntityData,
  before: Entity,
  { villageIsUsed, effectiveDate: date, actor }: CorrectionFacts & Circumstances,
): readonly Fault[] => {
  if (code === undefined || code === before.villageCode) return [];
  const { phase } = before;
  return [
    isRecommended(before) && unmet('ENTITY_RECOMMENDED_AS_IT_IS', { state: phase }, '/villageCode'),
    !villageIsUsed && unmet('VILLAGE_NOT_IN_USE', { code, date }, '/villageCode'),
    !within(code, actor.scope) &&
      unmet('ENTITY_VILLAGE_BEYOND_SCOPE', { villageCode: code, scope: actor.scope }, '/villageCode'),
  ];
};
