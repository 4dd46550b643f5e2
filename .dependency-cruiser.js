import { domain } from './test/architecture/rules/domain.js';
import { foundations } from './test/architecture/rules/foundations.js';
import { general } from './test/architecture/rules/general.js';
import { modules } from './test/architecture/rules/modules.js';

/** Who may know whom; `test/architecture/map.spec.ts` shows that every rule can fail. */
export default {
  forbidden: [...general, ...foundations, ...domain, ...modules].map((rule) => ({
    severity: 'error',
    ...rule,
  })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^data/', '^test/architecture/planted'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
