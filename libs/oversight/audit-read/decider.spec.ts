import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import type { Lookup } from '@command/lookup';
import { command, specify } from '@testing/decider';
import { handledAuditRead } from './aggregate';
import { RecordAuditRead } from './commands';
import type { AuditReadEvent } from './events';
import { traceFacts } from './facts';

const scope = divisionCode('530424000000');
const asking = (asked: Readonly<Record<string, string>>) =>
  command(RecordAuditRead, {
    auditor: 'shen',
    post: null,
    scope,
    question: 'HouseholdList',
    asked,
    requestId: 'r-1',
  });

describe('what an auditor was answered', () => {
  it('is on record with who, what, for which request and when', () => {
    const { given } = specify<AuditReadEvent>(handledAuditRead, { trace: { limit: '50' } });
    const recorded: AuditReadEvent = {
      type: 'RecordsAudited',
      data: {
        ...{ auditor: 'shen', post: null, scope, question: 'HouseholdList', asked: { limit: '50' } },
        ...{ requestId: 'r-1', on: calendarDate('2025-03-01') },
      },
    };
    given(recorded)
      .when(asking({ limit: '50' }))
      .thenRefused('AUDIT_READ_RECORDED_ALREADY');
    given()
      .when(asking({ limit: '50' }))
      .then(recorded);
  });

  it('keeps codes as they are, and a hash of whatever may be a name, a document, a phone or an account', async () => {
    const lookup = {
      trace: (kind: string, text: string) => Promise.resolve(`${kind}/${String(text.length)}`),
    };
    const asked = {
      ...{ division: '530424102201', from: '2025-01-01', category: 'householdBinding', id: 'a-1' },
      ...{ name: '张三', documentNo: '99999919700101001X', phone: '13800000000', card: '6222000011112222' },
    };
    const { trace } = await traceFacts({ command: asking(asked) }, lookup as unknown as Lookup);
    expect(trace).toEqual({
      ...{ division: '530424102201', from: '2025-01-01', category: 'householdBinding', id: 'a-1' },
      ...{
        name: '#audit-read/2',
        documentNo: '#audit-read/18',
        phone: '#audit-read/11',
        card: '#audit-read/16',
      },
    });
  });
});
