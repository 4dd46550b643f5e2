import { CONTEXTS } from '../roles.js';
import { contexts, file, fileOfModule, anotherModule } from './places.js';

/** A context imports only what lies upstream of it. */
const upstream = (context, comment) => ({
  name: `${context}-is-upstream`,
  comment,
  from: { path: `^libs/${context}/` },
  to: { path: `^libs/(?:${CONTEXTS.slice(CONTEXTS.indexOf(context) + 1).join('|')})/` },
});

export const modules = [
  {
    name: 'modules-meet-at-events',
    comment: 'What a module publishes is what has happened in it; everything else is free to change.',
    from: {
      path: `^(libs/${contexts}/[^/]+)/`,
      pathNot: ['[.]spec[.]ts$', file('facts', 'policy', 'controller', 'queries', 'module', 'story')],
    },
    to: anotherModule('events'),
  },
  {
    name: 'facts-also-read-state',
    comment:
      'At decision time the streams of others are folded with their own state, or asked through their own facts.',
    from: { path: fileOfModule('facts') },
    to: anotherModule('events', 'state', 'facts'),
  },
  {
    name: 'policies-also-send-commands',
    comment:
      'When that happened there, ask this here or upstream: by command, so that the asked aggregate decides.',
    from: { path: fileOfModule('policy') },
    to: anotherModule('events', 'commands'),
  },
  {
    name: 'controllers-also-ask-queries',
    comment: 'An answer may join views, each asked in the words of its own module.',
    from: { path: fileOfModule('controller', 'queries') },
    to: anotherModule('events', 'queries'),
  },
  {
    name: 'wiring-joins-queries',
    comment:
      'A Nest module provides what its controller asks for: the queries of others or the modules that hold them.',
    from: { path: fileOfModule('module') },
    to: anotherModule('queries', 'module'),
  },
  {
    name: 'specs-also-tell-stories',
    comment:
      'A spec reaches of another module what some product file may reach, and its story; never its rules.',
    from: { path: [fileOfModule('story'), `^(libs/${contexts}/[^/]+)/[^/]+[.]spec[.]ts$`] },
    to: anotherModule('events', 'commands', 'state', 'facts', 'queries', 'story'),
  },
  upstream('registry', 'Who exists does not depend on who is bound or who looks at it.'),
  upstream('linkage', 'Bindings and agreements do not know who evaluates them.'),
  upstream('projects', 'Public projects do not know who inspects or insures them.'),
];
