import { divisionCode } from '@kernel/division-code';
import { firstAdministrator } from '@county/sign-in/first-administrator';
import { RunningCounty } from './running-county';

export const PUBLIC = 'http://127.0.0.1:65000';

/** A county with one account, zhang's, that lets in whom a provider of identities vouches for. */
export const startProvided = async (settings: Readonly<Record<string, string>>): Promise<RunningCounty> => {
  const county = await RunningCounty.start('2025-03-03', settings);
  await firstAdministrator(county.county, {
    ...{ login: 'zhang', name: '示例管理员', password: 'a-password-nobody-asks-for' },
    divisionCode: divisionCode('530424000000'),
  });
  await county.settle();
  return county;
};

/** A browser on its way to the provider: where it is sent, and what it keeps meanwhile. */
export const begin = async (county: RunningCounty): Promise<{ location: string; cookie: string }> => {
  const { headers } = await county.http.get('/sign-in/oidc').expect(302);
  const [cookie = ''] = (headers['set-cookie'] as unknown as string[])[0]?.split(';') ?? [];
  return { location: headers['location'] as string, cookie };
};
