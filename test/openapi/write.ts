import { writeFileSync } from 'node:fs';
import { answersOfProgram } from './answers-of-program';

/** Writes what questions are answered with where the running program finds it, to be committed beside the code. */
writeFileSync('libs/http/answers.json', `${JSON.stringify(answersOfProgram(), null, 1)}\n`);
