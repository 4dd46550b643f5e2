import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate as breath } from 'node:timers/promises';
import { divisionCode } from '@kernel/division-code';
import { UnknownProjection } from '@read-store/read-store';
import { Shelf } from '@testing/shelf';
import { SeparationOfDuties, separationOfDutiesAnswers } from './queries';

describe('the report on the separation of duties', () => {
  let shelf: Shelf;
  beforeEach(() => {
    const viewer = { user: 'auditor', role: 'AUDITOR', scope: divisionCode('530424000000') } as const;
    shelf = new Shelf(separationOfDutiesAnswers, { viewer, today: '2025-04-01' });
  });
  afterEach(() => shelf.close());

  it('fails as a whole where its view cannot be read: no part fails later with nobody to tell', async () => {
    await expect(shelf.ask(new SeparationOfDuties())).rejects.toThrow(UnknownProjection);
    await breath();
  });
});
