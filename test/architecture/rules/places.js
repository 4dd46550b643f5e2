import { CONTEXTS, IMPURE_ROLES } from '../roles.js';

export const contexts = `(?:${CONTEXTS.join('|')})`;
export const MACHINERY = '^libs/(?:event-store|read-store|projection|privacy|command|query|http)/';
export const SPECS = ['[.]spec[.]ts$', '/story[.]ts$', '^test/', '^libs/testing/'];

/** A file of a module by its role: `file('facts', 'queries')`. */
export const file = (...roles) => `^libs/${contexts}/[^/]+/(?:${roles.join('|')})[.]ts$`;

/** The same, remembering the module as `$1` so that the target can be told to be another one. */
export const fileOfModule = (...roles) => `^(libs/${contexts}/[^/]+)/(?:${roles.join('|')})[.]ts$`;
export const anotherModule = (...reachable) => ({
  path: `^libs/${contexts}/[^/]+/`,
  pathNot: ['^$1/', file(...reachable)],
});

export const npm = (name) => `node_modules/(?:@types/)?${name}/`;
export const VALIDATORS = [npm('class-validator'), npm('class-transformer')];
export const OWN_IMPURE = `^$1/(?:${IMPURE_ROLES.join('|')}|projector|policy)[.]ts$`;
export const OWN_PURE = `^$1/(?!(?:${IMPURE_ROLES.join('|')}|projector|policy|story)[.]ts$)`;
export const WORDS = ['^libs/kernel/', file('events'), OWN_PURE];
export const SHAPES = ['^$1/facts[.]ts$', '^libs/privacy/vault[.]ts$'];
export const PORTS = '^libs/(?:event-store/event-store|read-store/read-store|privacy/vault)[.]ts$';
export const FOLDING = [
  '^libs/projection/(?:projector|awaiting|fold[^/]*|tally[^/]*)[.]ts$',
  '^libs/event-store/event-store[.]ts$',
];
