import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { command, specify } from '@testing/decider';
import { handledEntity } from './aggregate';
import { CorrectEntityData, RenameEntity } from './commands';
import type { EntityEvent } from './events';
import {
  active,
  deregistered,
  known,
  recommended,
  registered,
  rejected,
  revoked,
  somebody,
  VILLAGE,
} from './story';

const { given } = specify<EntityEvent>(handledEntity, {
  ...{ ...known, actor: somebody('COUNTY_INFORMANT'), reason: '录入有误' },
});
const on = calendarDate('2025-03-01');
const registryDocument = '变更登记通知书 1';
const NAME = '盘溪柑桔专业合作社';
const NEXT_VILLAGE = divisionCode('530424102202');
const grower = registered({ kind: 'LARGE_GROWER', name: null, uscc: null, growerNo: '7' });
const rename = (name = '盘江柑桔专业合作社') => command(RenameEntity, { name, registryDocument });
const correct = (fields: Partial<CorrectEntityData>) =>
  command(CorrectEntityData, { registryDocument, ...fields });
type Corrected = Extract<EntityEvent, { readonly type: 'EntityDataCorrected' }>['data'];
const corrected = (fields: Partial<Corrected>): EntityEvent => ({
  type: 'EntityDataCorrected',
  data: {
    ...{ name: NAME, kind: 'COOPERATIVE', villageCode: VILLAGE, leadingLevel: null },
    ...{ registryDocument, on, ...fields },
  },
});

describe('renaming an entity', () => {
  const renamed = { type: 'EntityRenamed', data: { name: rename().name, registryDocument, on } } as const;

  it('is told with the document of the registry', () =>
    given(...active)
      .when(rename())
      .then(renamed));

  it('to what it is called already is nothing, unless that is told of an earlier day', () => {
    given(...active)
      .when(rename(NAME))
      .thenNothing();
    const again = given(...active, renamed);
    again.when(rename()).thenNothing();
    const earlier = calendarDate('2025-02-01');
    expect(again.knowing({ effectiveDate: earlier }).when(rename()).events()).toMatchObject([
      { data: { on: earlier } },
    ]);
  });

  it('is not what happens to a natural person, nor to an entity that is out of the register', () => {
    given(grower).when(rename()).thenRefused('ENTITY_NAME_SEALED');
    for (const ended of [rejected, revoked, deregistered])
      given(...active, ended)
        .when(rename())
        .thenRefused('ENTITY_NOT_IN_PHASE');
  });
});

describe('correcting what was written down of an entity', () => {
  it('takes what is named and keeps what is not, for a reason', () => {
    const named = correct({ name: '盘溪柑橘专业合作社' });
    given(...active)
      .when(named)
      .then(corrected({ name: '盘溪柑橘专业合作社' }));
    given(...active)
      .knowing({ reason: null })
      .when(named)
      .thenRefused('REASON_REQUIRED');
  });

  it('to what stands there is nothing', () => {
    const same = { name: NAME, kind: 'COOPERATIVE', villageCode: VILLAGE } as const;
    for (const fields of [{}, same])
      given(...active)
        .when(correct(fields))
        .thenNothing();
  });

  it('reaches kind, level and village until it is recommended, and after it was rejected', () => {
    const enterprise = { kind: 'LEADING_ENTERPRISE', leadingLevel: 'COUNTY' } as const;
    const fields = { ...enterprise, villageCode: NEXT_VILLAGE };
    given(registered()).when(correct(fields)).then(corrected(fields));
    given(registered(), rejected).when(correct(fields)).then(corrected(fields));
    for (const events of [[registered(), recommended], active])
      given(...events)
        .when(correct(fields))
        .thenRefused('ENTITY_RECOMMENDED_AS_IT_IS', 'ENTITY_RECOMMENDED_AS_IT_IS');
    given(...active)
      .when(correct({ villageCode: NEXT_VILLAGE }))
      .thenRefused('ENTITY_RECOMMENDED_AS_IT_IS');
  });

  it('leaves a leading enterprise with a level, and nobody else', () => {
    const enterprise = registered({ kind: 'LEADING_ENTERPRISE', leadingLevel: 'COUNTY' });
    given(registered())
      .when(correct({ kind: 'LEADING_ENTERPRISE' }))
      .thenRefused('LEADING_LEVEL_REQUIRED');
    given(registered())
      .when(correct({ leadingLevel: 'COUNTY' }))
      .thenRefused('LEADING_LEVEL_ONLY_FOR_ENTERPRISE');
    given(enterprise)
      .when(correct({ kind: 'COOPERATIVE' }))
      .then(corrected({}));
    given(enterprise)
      .when(correct({ leadingLevel: 'PROVINCIAL' }))
      .then(corrected({ kind: 'LEADING_ENTERPRISE', leadingLevel: 'PROVINCIAL' }));
  });

  it('makes no model of what cannot be one', () => {
    const granted = {
      type: 'DemoLevelGranted',
      data: { level: 'COUNTY', documentNo: '示范 1', on },
    } as const;
    given(registered(), granted)
      .when(correct({ kind: 'ASSISTANCE_ENTERPRISE' }))
      .thenRefused('DEMO_LEVEL_ONLY_FOR_COOPERATIVE');
  });

  it('makes no body of a natural person, nor the other way, and gives the person no name', () => {
    given(registered())
      .when(correct({ kind: 'LARGE_GROWER' }))
      .thenRefused('ENTITY_KIND_OF_ANOTHER_IDENTITY');
    given(grower)
      .when(correct({ kind: 'COOPERATIVE', name: NAME }))
      .thenRefused('ENTITY_NAME_SEALED', 'ENTITY_KIND_OF_ANOTHER_IDENTITY');
  });

  it('needs a village in use that whoever corrects it answers for', () => {
    const move = correct({ villageCode: NEXT_VILLAGE });
    given(registered()).knowing({ villageIsUsed: false }).when(move).thenRefused('VILLAGE_NOT_IN_USE');
    const neighbour = { ...somebody('TOWN_INFORMANT'), scope: divisionCode('530424103000') };
    given(registered()).knowing({ actor: neighbour }).when(move).thenRefused('ENTITY_VILLAGE_BEYOND_SCOPE');
  });

  it('is over with the entity', () => {
    for (const ended of [revoked, deregistered])
      given(...active, ended)
        .when(correct({ name: '别名' }))
        .thenRefused('ENTITY_NOT_IN_PHASE');
  });
});
