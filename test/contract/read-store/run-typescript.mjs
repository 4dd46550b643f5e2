import { register } from 'node:module';

/** For `node --import`: lets a child process of a test run a TypeScript file as Jest runs it. */
register('./typescript-hooks.mjs', import.meta.url);
