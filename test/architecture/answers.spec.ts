import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { answersOfProgram } from '../openapi/answers-of-program';

describe('what questions are answered with', () => {
  it('is committed as the types of the program say: run `npm run openapi` and look at the difference', () => {
    const committed: unknown = JSON.parse(readFileSync('libs/http/answers.json', 'utf8'));
    expect(JSON.parse(JSON.stringify(answersOfProgram()))).toEqual(committed);
  });
});
