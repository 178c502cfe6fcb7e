import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, context } from 'esbuild';
import { root } from './project.mjs';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

const dist = join(root, 'dist');

/** @type {BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  sourcemap: 'linked',
  loader: { '.sql': 'text', '.woff2': 'file', '.woff': 'file', '.svg': 'text' },
  // The DuckDB bindings are native, and Electron brings its own module.
  external: ['@duckdb/node-bindings', 'electron'],
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** Packages that are still CommonJS call `require`, which a module does not have. */
const requireInModule = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

// A command line starts as fast as its text is read and compiled; names stay, for the stack of a fault.
const short = { minifyWhitespace: true, minifySyntax: true };

/** @type {BuildOptions} */
const nodeModule = {
  ...common,
  ...short,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  banner: { js: requireInModule },
};
/** @type {BuildOptions} */
const desktopScript = { ...common, platform: 'node', target: 'node20', format: 'cjs' };

/** @type {readonly BuildOptions[]} */
const bundles = [
  {
    ...nodeModule,
    entryPoints: ['main/cli.ts'],
    outfile: 'dist/cli.js',
    banner: { js: `#!/usr/bin/env node\n${requireInModule}` },
  },
  { ...desktopScript, entryPoints: ['main/desktop/main.ts'], outfile: 'dist/desktop/main.cjs' },
  { ...desktopScript, entryPoints: ['main/desktop/preload.ts'], outfile: 'dist/desktop/preload.cjs' },
  { ...nodeModule, entryPoints: ['main/desktop/engine-process.ts'], outfile: 'dist/desktop/engine-process.mjs' },
  {
    ...common,
    platform: 'browser',
    target: 'chrome130',
    format: 'esm',
    jsx: 'automatic',
    minify: true,
    entryPoints: ['renderer/main.tsx'],
    outdir: 'dist/renderer',
    assetNames: 'fonts/[name]',
    plugins: [{ name: 'page', setup: ({ onEnd }) => onEnd(writePage) }],
  },
];

/** The page names its source; the bundle's script and style take that place. */
function writePage() {
  const page = readFileSync(join(root, 'renderer/index.html'), 'utf8')
    .replace('./main.tsx', './main.js')
    .replace('</head>', '  <link rel="stylesheet" href="./main.css" />\n  </head>');
  mkdirSync(join(dist, 'renderer'), { recursive: true });
  writeFileSync(join(dist, 'renderer/index.html'), page);
}

/** Makes all bundles in `dist`. */
export async function bundle() {
  await Promise.all(bundles.map((options) => build(options)));
  chmodSync(join(dist, 'cli.js'), 0o755);
}

/** Makes all bundles again whenever a source changes. */
async function watch() {
  const contexts = await Promise.all(bundles.map((options) => context(options)));
  await Promise.all(contexts.map((each) => each.watch()));
  console.log('Watching the sources; the window shows a change after View › Reload.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--watch')) await watch();
  else await bundle();
}
