import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

process.env.TZ = 'UTC';

export default defineConfig({
  plugins: [
    {
      name: 'sql-as-text',
      enforce: 'pre',
      load(id) {
        return id.endsWith('.sql') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))};` : null;
      },
    },
  ],
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**'],
    // Two workers have two cores: an engine with a thread for each would only wait for the other.
    env: { TZ: 'UTC', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', AFTERMAP_THREADS: '1' },
    globalSetup: 'test/engine-kit/sample-cases.ts',
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // One worker leaves the second core idle: most of a small case's time is DuckDB binding statements.
    maxWorkers: 2,
    // Loading the engine anew for every file costs more than most files' tests.
    isolate: false,
  },
});
