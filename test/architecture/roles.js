/** The bounded contexts, most upstream first. */
export const CONTEXTS = ['registry', 'linkage', 'projects', 'oversight', 'protection'];

/** Files of a module that touch the outside world; every other file of a module is pure. */
export const IMPURE_ROLES = ['facts', 'queries', 'controller', 'aggregate', 'module'];

/** Files of a module that other rules know by name; any further one is a small pure file named by a domain noun. */
export const ROLES = [
  ...['events', 'commands', 'state', 'decider', 'refusals', 'projector', 'policy', 'story'],
  ...IMPURE_ROLES,
];

/** Names that say nothing of the domain. */
export const EMPTY_NAMES = ['service', 'manager', 'helper', 'util', 'common', 'shared', 'base', 'impl'];
