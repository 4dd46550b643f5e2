import type { Office } from '@demo/office';
import { managerOf, officer } from '@demo/officers';
import {
  ChangeEntityHead,
  ChangeEntityIndustry,
  CorrectEntityData,
  CorrectEntityHead,
  DeregisterEntity,
  GrantDemoLevel,
  MergeDuplicateEntity,
  RecommendEntity,
  RegisterEntity,
  RejectEntity,
  RenameEntity,
  ResumeEntity,
  SetLeadingLevel,
  SuspendEntity,
  VoidDeregistration,
  WithdrawDemoLevel,
} from '@registry/entity/commands';
import { usccOf } from '@registry/entity/story';
import { drawInVain } from './agreements';
import { HOME, town, type Cast } from './cast';

export const runEntities = async (office: Office, cast: Cast): Promise<void> => {
  await office.day('2024-01-22');
  await turnAway(office);
  await takeForAnother(office);
  await misspell(office);
  await misname(office);
  await office.send(
    SetLeadingLevel,
    { level: 'MUNICIPAL', documentNo: '玉农〔2024〕3号' },
    { by: officer('AGRI_BUREAU'), id: cast.enterprise.id },
  );
  await drawInVain(office, cast);
  await riseAndFall(office, cast);
};

const registerGrower = async (office: Office, growerNo: string): Promise<string> => {
  const { id } = await office.send(
    RegisterEntity,
    {
      ...{ kind: 'LARGE_GROWER', growerNo, villageCode: HOME, industries: ['FRUIT'] },
      ...{ managerName: '示例大户', managerPhone: '19900009901', synthetic: true },
    },
    { by: town() },
  );
  return id;
};

/** A grower was given two numbers and a wrong name; it is still the same person. */
const misspell = async (office: Office): Promise<void> => {
  const id = await registerGrower(office, '华宁大户-902');
  const twice = await registerGrower(office, '华宁大户-903');
  const merging = { into: id, registryDocument: '查重核实表〔2024〕1号' };
  const county = officer('COUNTY_INFORMANT');
  await office.send(MergeDuplicateEntity, merging, { by: county, id: twice, reason: '同一大户编号两次' });
  const asked = { managerName: '示例大户二', managerPhone: '19900009902' };
  await office.send(CorrectEntityHead, asked, { by: town(), id, reason: '姓名和电话录入有误' });
};

/** A candidate was entered as what it is not, and takes another name before anybody recommends it. */
const misname = async (office: Office): Promise<void> => {
  const farm = { kind: 'FAMILY_FARM', name: '华宁示例家庭农场', uscc: usccOf('93530424MA9000001') } as const;
  const { id } = await office.send(
    RegisterEntity,
    { ...farm, villageCode: HOME, industries: ['FRUIT'], managerName: '示例场长', synthetic: true },
    { by: town() },
  );
  const right = { kind: 'COOPERATIVE', name: '华宁示例合作社', registryDocument: '营业执照' } as const;
  await office.send(CorrectEntityData, right, { by: town(), id, reason: '类型和名称录入有误' });
  const renamed = { name: '华宁示例果业合作社', registryDocument: '（华）登记变更〔2024〕8号' };
  await office.send(RenameEntity, renamed, { by: town(), id });
};

/** A grower, a natural person, is recommended and not admitted. */
const turnAway = async (office: Office): Promise<void> => {
  const id = await registerGrower(office, '华宁大户-901');
  const by = officer('REVITALIZATION_BUREAU');
  await office.send(RecommendEntity, { opinion: '种植面积较大' }, { by, id });
  await office.send(RejectEntity, { because: '带动能力不足' }, { by: officer('COUNTY_SIGNER'), id });
};

/** One is taken for another of the same name, who has given up. */
const takeForAnother = async (office: Office): Promise<void> => {
  const id = await registerGrower(office, '华宁大户-904');
  await office.send(DeregisterEntity, { registryDocument: '个体户注销名单〔2024〕1期' }, { by: town(), id });
  const found = { registryDocument: '登记机关查询单〔2024〕3号' };
  const mistaken = { by: officer('COUNTY_SIGNER'), id, reason: '名单所列为同名另一大户' };
  await office.send(VoidDeregistration, found, mistaken);
};

/** A cooperative changes its trade and its head, is a model, is one no longer, rests, works again and is dissolved. */
const riseAndFall = async (office: Office, { dissolved: { id } }: Cast): Promise<void> => {
  const bureau = { by: officer('AGRI_BUREAU'), id };
  await office.send(ChangeEntityIndustry, { industries: ['FRUIT', 'VEGETABLE'] }, { by: town(), id });
  await office.send(ChangeEntityHead, { managerName: '示例新负责人' }, { by: managerOf(id), id });
  await office.send(GrantDemoLevel, { level: 'COUNTY', documentNo: '华农〔2024〕4号' }, bureau);
  await office.send(WithdrawDemoLevel, { documentNo: '华农〔2024〕6号' }, bureau);
  await office.send(SuspendEntity, {}, { ...bureau, reason: '财务管理混乱' });
  await office.day('2024-01-25');
  await office.send(ResumeEntity, {}, { ...bureau, reason: '已整顿' });
  await office.send(DeregisterEntity, { registryDocument: '（华）登记注销〔2024〕12号' }, { by: town(), id });
};
