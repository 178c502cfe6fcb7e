import globals from 'globals';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Types are checked by rules that know them; the layers by .dependency-cruiser.cjs. */
export default tseslint.config(
  { ignores: ['dist', 'release', '.cache', 'test-results', 'node_modules'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeCheckedOnly],
    // One program for all: a project's own would read and resolve what the layers share once more for each.
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Identifiers and addresses are ASCII; spreading them is safe.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'prefer-const': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value=/^\\..*(?<!\\.(ts|tsx|mjs|cjs|js|sql|css|json|woff2|svg))$/]',
          message: 'An import names its file with the extension.',
        },
        { selector: 'ExportAllDeclaration', message: 'Import from the file that has it: barrels hide circles.' },
      ],
    },
  },
  { files: ['renderer/**'], ...reactHooks.configs.flat['recommended-latest'] },
  { files: ['build/**', 'samples/**', 'test/bench/**', 'test/e2e/screenshots.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.mjs', '*.js', '**/*.cjs'], languageOptions: { globals: globals.node } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
