import { describe, it } from '@jest/globals';
import type { Happening } from '@testing/events';
import { specifyPolicy } from '@testing/policy';
import { CarryOutErasure, CertifyErasure } from './commands';
import type { ErasureEvent } from './events';
import { erasureCertificate, erasureClock } from './policy';
import { approved, carriedOut, certified, HOUSEHOLD, refused, requested, withdrawn } from './story';

const told = ({ type, data }: ErasureEvent): Happening => ({ stream: `erasure-${HOUSEHOLD}`, type, data });

describe('the clock of erasures', () => {
  const after = (...events: readonly ErasureEvent[]) =>
    specifyPolicy(erasureClock).given(...events.map(told));
  const carried = { command: new CarryOutErasure(), id: HOUSEHOLD, reason: '等待期届满' };

  it('asks when the waiting period is over, and not before', () => {
    after(requested, approved).onDay('2025-03-17').thenSendsNothing();
    after(requested, approved).onDay('2025-03-18').thenSends([carried]);
    after(requested, approved).onDay('2025-04-18').thenSends([carried]);
  });

  it('does not ask for what is not approved, or no longer', () => {
    after(requested).onDay('2026-01-01').thenSendsNothing();
    for (const end of [withdrawn, refused, carriedOut])
      after(requested, approved, end).onDay('2026-01-01').thenSendsNothing();
  });
});

describe('the certificate of an erasure', () => {
  const policy = specifyPolicy(erasureCertificate);

  it('follows when it was carried out', () =>
    policy
      .given()
      .when(told(carriedOut))
      .thenSends([{ command: new CertifyErasure(), id: HOUSEHOLD, reason: '数据密钥已销毁' }]));

  it('follows from nothing else', () => {
    for (const event of [requested, approved, refused, withdrawn, certified])
      policy.given().when(told(event)).thenSendsNothing();
  });
});
