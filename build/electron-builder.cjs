const { dependencies } = require('../package.json');
const bundled = Object.keys(dependencies).filter((name) => !name.startsWith('@duckdb/'));

/**
 * How the application is packaged. Archives and installers download tools of their own; `--dir` needs nothing more.
 * @type {import('electron-builder').Configuration}
 */
module.exports = {
  appId: 'org.aftermap.Aftermap',
  productName: 'Aftermap',
  copyright: 'Apache-2.0',
  directories: { output: 'release', buildResources: 'build/resources' },
  // The bundles hold every package but DuckDB's.
  files: ['dist/**', '!dist/**/*.map', 'package.json', 'LICENSE', `!node_modules/{${bundled.join(',')}}/**`],
  asar: true,
  asarUnpack: ['node_modules/@duckdb/**'],
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  },
  fileAssociations: [{ ext: 'aftermap', name: 'Aftermap case', role: 'Editor' }],
  linux: { target: ['AppImage', 'tar.gz'], category: 'Science', executableName: 'aftermap' },
  mac: { target: ['dmg'], category: 'public.app-category.developer-tools' },
  win: { target: ['nsis', 'zip'] },
};
