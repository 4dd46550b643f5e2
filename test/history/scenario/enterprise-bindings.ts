import { calendarDate } from '@kernel/calendar-date';
import type { Industry } from '@kernel/linkage';
import type { Office } from '@demo/office';
import { officer } from '@demo/officers';
import {
  ApproveEnterpriseBinding,
  EndEnterpriseBinding,
  ProposeEnterpriseBinding,
  ResumeEnterpriseBinding,
  ReturnEnterpriseBinding,
  SuspendEnterpriseBinding,
  WithdrawEnterpriseBinding,
} from '@linkage/enterprise-binding/commands';
import { town, type Cast } from './cast';

/** An enterprise buys from two cooperatives: with one it has its ups and downs, with the other it stays. */
export const bindEnterprise = async (office: Office, cast: Cast): Promise<void> => {
  await office.day('2024-02-12');
  const county = officer('COUNTY_INFORMANT');
  const first = { by: county, id: await proposeChain(office, cast, '购销-901') };
  await office.send(ReturnEnterpriseBinding, {}, { ...first, reason: '未附购销合同' });
  await proposeChain(office, cast, '购销-901-补');
  await office.send(ApproveEnterpriseBinding, {}, first);
  const lasting = await proposeChain(office, { ...cast, orchard: cast.heir }, '购销-902');
  await office.send(ApproveEnterpriseBinding, {}, { by: county, id: lasting });
  const mistaken = await proposeChain(office, { ...cast, industry: 'VEGETABLE' }, '购销-903');
  await office.send(WithdrawEnterpriseBinding, {}, { by: town(), id: mistaken });
  await office.day('2024-02-15');
  await office.send(SuspendEnterpriseBinding, {}, { ...first, reason: '收购价格争议' });
  await office.day('2024-02-18');
  await office.send(ResumeEnterpriseBinding, {}, first);
  await office.send(EndEnterpriseBinding, { cause: 'BY_CONSENT', note: '双方协商' }, first);
};

export const proposeChain = async (
  office: Office,
  {
    enterprise,
    orchard,
    industry = 'FRUIT',
  }: Pick<Cast, 'enterprise' | 'orchard'> & { readonly industry?: Industry },
  contractNo: string,
): Promise<string> => {
  const { id } = await office.send(
    ProposeEnterpriseBinding,
    {
      ...{ enterpriseId: enterprise.id, cooperativeId: orchard.id, industry },
      ...{ forms: ['ORDER_FARMING', 'TECHNICAL_SERVICE'], contractNo, riskBearer: 'ENTERPRISE' },
      ...{ varietiesProvided: '柑桔苗', technicalStandard: '绿色食品 柑桔', orderAmountFen: 80_000_000 },
      ...{ priceRule: '市场价上浮 5%，保底 2 元/斤', startDate: calendarDate('2024-02-12') },
    },
    { by: town() },
  );
  return id;
};
