/**
 * Who may import whom, one line a layer: its files, and what of the project they may import besides their own.
 * ARCHITECTURE.md ("Layers") says why.
 * @type {[files: string, allowed: string[]][]}
 */
const layers = [
  ['^shared/model/', ['^shared/model/']],
  ['^shared/[^/]+$', ['^shared/(model/|[^/]+$)']],
  ['^shared/graph/', ['^shared/(model|graph)/', '^shared/failure']],
  ['^shared/map/', ['^shared/(model|graph|map)/', '^shared/failure']],
  ['^shared/diagnosis/', ['^shared/(model|graph|map|diagnosis)/', '^shared/failure']],
  ['^shared/recovery/', ['^shared/(model|graph|map|recovery)/', '^shared/failure']],
  ['^shared/compliance/', ['^shared/(model|graph|map|compliance)/', '^shared/failure']],
  ['^shared/comparison/', ['^shared/(model|graph|map|comparison)/', '^shared/failure']],
  ['^shared/heartbeat/', ['^shared/(model|graph|map|heartbeat)/', '^shared/failure']],
  ['^shared/audit/', ['^shared/(model|graph|map|audit)/', '^shared/failure']],
  ['^shared/mapping/', ['^shared/(model|mapping)/', '^shared/failure']],
  ['^shared/policy/', ['^shared/(model|graph|map|policy)/', '^shared/failure']],
  ['^shared/report/', ['^shared/']],
  ['^main/engine/', ['^main/engine/', '^shared/']],
  ['^main/(commands/|[^/]+$)', ['^main/(commands/|[^/]+$)', '^main/engine/', '^shared/']],
  ['^main/desktop/', ['^main/', '^shared/']],
  ['^renderer/', ['^renderer/', '^shared/']],
  ['^samples/', ['^samples/', '^shared/']],
  ['^build/', ['^build/', '^shared/', '^test/e2e/']],
];

/**
 * Packages and Node modules by where they may be used: what, and the only files that may import it.
 * @type {[what: string, to: { path?: string, dependencyTypes?: ['core'] }, files: string][]}
 */
const reserved = [
  ['electron', { path: '(^|node_modules/)electron(/|$)' }, '^main/desktop/'],
  ['DuckDB', { path: '@duckdb/' }, '^(main/engine|samples|test)/'],
  [
    'React and d3',
    { path: 'node_modules/(react|react-dom|react-aria-components|zustand|lucide-react|d3-[a-z-]+)/' },
    '^(renderer|test)/',
  ],
  ['Node', { dependencyTypes: ['core'] }, '^(main|samples|build|test)/'],
];

const seeArchitecture = 'See ARCHITECTURE.md, "Layers".';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layers.map(([files, allowed]) => ({
      name: `layer ${files.replace(/[\^$]/g, '')}`,
      severity: 'error',
      comment: `These files may import only ${allowed.join(', ')} of the project. ${seeArchitecture}`,
      from: { path: files },
      to: { path: '^(shared|main|renderer|samples|build|test)/', pathNot: allowed },
    })),
    ...reserved.map(([what, to, files]) => ({
      name: `${what} only there`,
      severity: 'error',
      comment: `Only ${files} may import ${what}. ${seeArchitecture}`,
      from: { path: '^(shared|main|renderer|samples|build|test)/', pathNot: files },
      to,
    })),
    {
      name: 'no circles',
      severity: 'error',
      comment: `Files that import each other in a circle cannot be read one by one. ${seeArchitecture}`,
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
