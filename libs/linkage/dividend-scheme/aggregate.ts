import { Refusal } from '@kernel/refusal';
import { handled } from '@command/handling';
import {
  AdoptDividendScheme,
  DraftDividendScheme,
  ReviseDividendScheme,
  SucceedSchemeEntity,
} from './commands';
import { adopt, draft, revise, succeedEntity } from './decider';
import { adoptionFacts, draftingFacts, revisionFacts, successionFacts } from './facts';
import { dividendSchemeRefusals } from './refusals';
import { dividendScheme, dividendSchemeId } from './state';

export const handledDividendScheme = handled(dividendScheme, dividendSchemeRefusals, (handle) => [
  handle({
    command: DraftDividendScheme,
    decide: draft,
    facts: draftingFacts,
    creates: (_command, commandId) => dividendSchemeId(commandId),
    scope: (_command, { entity: { villageCode } }) => {
      if (villageCode === null) throw new Refusal('ENTITY_UNKNOWN');
      return villageCode;
    },
    subjects: ({ entityId }) => [entityId],
  }),
  handle({ command: AdoptDividendScheme, decide: adopt, facts: adoptionFacts }),
  handle({
    command: ReviseDividendScheme,
    decide: revise,
    facts: revisionFacts,
    subjects: (_command, { entityId }) => [entityId],
  }),
  handle({ command: SucceedSchemeEntity, decide: succeedEntity, facts: successionFacts }),
]);
