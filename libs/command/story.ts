import type { Role } from '@kernel/actor';
import type { Aggregate, Decide, Event } from '@kernel/decider';
import { divisionCode, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Fault } from '@kernel/fault';
import { require, unmet } from '@kernel/refusal';
import { handled, type Handled } from './handling';
import type { Claim, Lookup } from './lookup';

/** A granary of a village: an aggregate that no policy paper knows, for specs of the write path. */
export interface Granary {
  readonly village: DivisionCode | null;
  readonly owners: readonly string[];
  readonly tons: number;
}

type GranaryEvent =
  | Event<'GranaryBuilt', { village: DivisionCode; owners: readonly string[]; keeper: { phone?: string } }>
  | Event<'GrainStored', { tons: number }>
  | Event<'PadlockPutOn', { serialNo: string }>;

export const VILLAGE = divisionCode('530424102201');
export const CAPACITY = 20;
export const granaryId = (name: string): string => derivedId('granary', name);

const KEEPERS: readonly Role[] = ['VILLAGE_INFORMANT', 'TOWN_INFORMANT', 'ENTITY_MANAGER'];

export class BuildGranary {
  static readonly title = '建粮仓';
  static readonly sentBy = KEEPERS;

  name!: string;
  owners: string[] = [];
  keeperPhone = '13800000000';
}

export class StoreGrain {
  static readonly title = '入库';
  static readonly sentBy = KEEPERS;

  tons!: number;
}

/** Every padlock hangs on one granary only. */
export class PutPadlockOn {
  static readonly title = '上锁';
  static readonly sentBy = KEEPERS;

  serialNo!: string;
}

export const build = (name: string, owners: readonly string[] = []): BuildGranary =>
  Object.assign(new BuildGranary(), { name, owners: [...owners] });

export const storing = (tons: number): StoreGrain => Object.assign(new StoreGrain(), { tons });

export const lockWith = (serialNo: string): PutPadlockOn => Object.assign(new PutPadlockOn(), { serialNo });

export const granary: Aggregate<Granary, GranaryEvent> = {
  category: 'granary',
  initial: { village: null, owners: [], tons: 0 },
  evolve: (state, event) => {
    if (event.type === 'GranaryBuilt')
      return { ...state, village: event.data.village, owners: event.data.owners };
    return event.type === 'GrainStored' ? { ...state, tons: state.tons + event.data.tons } : state;
  },
  events: { GranaryBuilt: 1, GrainStored: 1, PadlockPutOn: 1 },
  scope: ({ village }) => village,
};

const built: Decide<BuildGranary, Granary, GranaryEvent, { readonly keeper: { readonly phone?: string } }> = (
  { owners },
  state,
  { keeper },
) => {
  require(state.village === null, 'GRANARY_EXISTS');
  return [{ type: 'GranaryBuilt', data: { village: VILLAGE, owners, keeper } }];
};

const stored: Decide<StoreGrain, Granary, GranaryEvent> = ({ tons }, state) => {
  require(state.tons + tons <= CAPACITY, 'GRANARY_FULL', { tons: state.tons });
  return tons === 0 ? [] : [{ type: 'GrainStored', data: { tons } }];
};

/** It holds, and hardly anything more. */
const warnOfLittleRoom = ({ tons: more }: StoreGrain, { tons: before }: Granary): readonly Fault[] => {
  const tons = before + more;
  return [tons === CAPACITY && unmet('GRANARY_NEARLY_FULL', { tons }, '/tons')];
};

const texts = {
  GRANARY_NEARLY_FULL: { zh: '存粮 {tons} 吨，将满', en: 'it holds {tons} tons and is nearly full' },
};

const locked: Decide<PutPadlockOn, Granary, GranaryEvent, { readonly holder: string | null }> = (
  { serialNo },
  _state,
  { holder, id },
) => {
  require(holder === null || holder === id, 'PADLOCK_TAKEN', { holder });
  return [{ type: 'PadlockPutOn', data: { serialNo } }];
};

export const padlock = (serialNo: string): Claim => ({ kind: 'padlock', key: serialNo });

const padlockFacts = async ({ serialNo }: PutPadlockOn, lookup: Lookup) => ({
  holder: await lookup.holderOf(padlock(serialNo), granary.category),
});

const meantime = { noted: true };

/** `meanwhile` happens between reading and writing, each time something is decided about grain or a padlock. */
export const handledGranary = (meanwhile: () => Promise<unknown> = () => Promise.resolve()): Handled =>
  handled(granary, texts, (handle) => [
    handle({
      command: BuildGranary,
      decide: built,
      creates: ({ name }) => granaryId(name),
      scope: () => VILLAGE,
      facts: async ({ command, circumstances }, lookup) => ({
        keeper: await lookup.seal(circumstances.id, { phone: command.keeperPhone }),
      }),
    }),
    handle({
      command: StoreGrain,
      decide: stored,
      warn: warnOfLittleRoom,
      facts: async () => {
        await meanwhile();
        return meantime;
      },
      subjects: (_command, { owners }) => owners,
    }),
    handle({
      command: PutPadlockOn,
      decide: locked,
      facts: async ({ command }, lookup) => {
        const facts = await padlockFacts(command, lookup);
        await meanwhile();
        return facts;
      },
      claims: ({ serialNo }) => [padlock(serialNo)],
    }),
  ]);
