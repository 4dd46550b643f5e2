import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rebuildCommand } from '../../apps/cli/src/rebuild';
import { replayCommand } from '../../apps/cli/src/replay';
import { parkedCommand } from '../../apps/cli/src/parked';
import { tokenCommand } from '../../apps/cli/src/token';
import { aCounty, type Founded } from './founding';
import { RunningCounty } from './running-county';
import { said } from './said';

describe('an operator of a county that is at work', () => {
  let county: RunningCounty;
  let founded: Founded;
  const before = { ...process.env };

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
    await county.settle();
    Object.assign(process.env, county.environment);
  }, 60_000);

  afterAll(async () => {
    process.env = before;
    await county.stop();
  });

  it('issues a token that opens what its role may see, and nothing else', async () => {
    const who = ['--user', 'li', '--role', 'AUDITOR', '--scope', '530424000000'];
    const token = (await said(tokenCommand, ...who)).trim();
    const asks = (path: string) => county.http.get(path).set('authorization', `Bearer ${token}`);
    expect((await asks('/separation-of-duties')).status).toBe(200);
    const register = county.http.post('/households').set('authorization', `Bearer ${token}`);
    expect((await register.send({})).status).toBe(403);
  });

  it('is told which token cannot be issued', async () => {
    const who = ['--user', 'li', '--role', 'AUDITOR', '--scope', '5304'];
    await expect(said(tokenCommand, ...who)).rejects.toThrow('12-digit');
    const speaking = ['--user', 'li', '--role', 'HOUSEHOLD', '--scope', '530424000000'];
    await expect(said(tokenCommand, ...speaking)).rejects.toThrow('--subject goes with');
  });

  it('replays what an auditor asks about, to its end and to a revision', async () => {
    const id = founded.households[0] ?? '';
    const whole = await said(replayCommand, 'household', id);
    expect(whole).toMatch(
      /^ {3}0 {2}2024-01-08 {2}HouseholdRegistered {2}\(COUNTY_INFORMANT county_informant/,
    );
    expect(whole).toContain('  IndustryWillRecorded  ');
    expect(whole).not.toContain('示例户主');
    const first = await said(replayCommand, 'household', id, '--revision', '0');
    expect(first.match(/^ +\d+ {2}2024/gm)).toHaveLength(1);
  });

  it('is told that there is no such thing to replay, or no such day', async () => {
    await expect(said(replayCommand, 'dragon', 'x')).rejects.toThrow('no category dragon; there are');
    const id = founded.households[0] ?? '';
    const early = said(replayCommand, 'household', id, '--at', '2023-01-01');
    await expect(early).rejects.toThrow(
      /^nothing of household .* was known or true .* it begins with\n +0 .*HouseholdRegistered/,
    );
    const nobody = said(replayCommand, 'household', 'nobody');
    await expect(nobody).rejects.toThrow('there is no household nobody');
    const tomorrow = said(replayCommand, 'household', id, '--known-at', '9999-01-01');
    await expect(tomorrow).rejects.toThrow('has not come yet');
    const beyond = said(replayCommand, 'household', id, '--revision', '99999');
    await expect(beyond).rejects.toThrow(/^--revision 99999 is not there, the last is \d+$/);
    const never = said(replayCommand, 'household', id, '--at', '2023-02-30');
    await expect(never).rejects.toThrow('is not a calendar date');
  });

  it('rebuilds a read model beside the one that serves, which is relieved while the county goes on', async () => {
    const serving = async () =>
      (await county.county.views.standings()).find(
        ({ name, state }) => name === 'household' && state === 'live',
      );
    const old = await serving();
    const out = await said(rebuildCommand, 'household');
    const now = await serving();
    expect(now?.version).toBe((old?.version ?? 0) + 1);
    expect(out).toBe(`household: version ${String(now?.version)} serves, at ${String(now?.checkpoint)}\n`);
    const list = await county.as('SUPERVISOR').sees('/households', {});
    expect(list.items).toHaveLength(founded.households.length);
  });

  it('is not let rebuild what is none, or the memory of a policy at work', async () => {
    await expect(said(rebuildCommand, 'dragon')).rejects.toThrow('no projection dragon; there are');
    await expect(said(rebuildCommand, 'rectification-clock')).rejects.toThrow('is a policy');
  });

  it('sees that nothing is parked, and that nothing can be tried again then', async () => {
    expect(await said(parkedCommand)).toBe('0 parked, 0 overtaken\n');
    const replay = said(parkedCommand, 'replay', 'household');
    await expect(replay).rejects.toThrow('nothing is parked there: household');
    await expect(said(parkedCommand, 'replay', 'dragon')).rejects.toThrow('is called dragon');
  });
});
