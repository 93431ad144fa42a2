import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

/** A conformance suite is made of tests as a spec is, for specs to run. */
const spec = String.raw`\.(spec|conformance)\.tsx?$`;
/** What only tests are made of; a release's version leaves it out too (platform/release/src/inputs.ts). */
const testware = String.raw`^platform/testing/|/(e2e|testing|fixtures?|under-test)/|\.fixture\.tsx?$|/(specification|testing)\.ts$`;
const definition = String.raw`\.(decider|saga|reaction|gathering|projection)\.ts$`;
const contracts = '^verticals/[^/]+/contract/';
const builtIn = `^(${builtinModules.join('|')})$`;
const inBrowsers = '^(verticals/[^/]+/frontend/src/|platform/blocks/src/(?!server/)|shell/src/client/)';

const read = (file) => ({ folder: path.dirname(file), ...JSON.parse(readFileSync(file, 'utf8')) });
const { workspaces } = read('package.json');
const packages = globSync(workspaces.map((pattern) => `${pattern}/package.json`))
  .sort()
  .map(read);
const below = (folders) => `^(${folders.join('|') || 'nothing'})/`;
const tagged = (tag) => below(packages.filter(({ nx }) => nx?.tags?.includes(tag)).map(({ folder }) => folder));
const folderOf = new Map(packages.map(({ name, folder }) => [name, folder]));

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A package imports what its package.json states: its specs may also use what stands in devDependencies. */
function declared({ folder, dependencies = {}, devDependencies = {} }) {
  const known = (names) => below([folder, ...names.map((name) => folderOf.get(name)).filter(Boolean)]);
  const comment = 'What a package imports stands in its package.json: from there Nx and the releases derive what depends on what.';
  const released = Object.keys(dependencies);
  const tested = [...released, ...Object.keys(devDependencies)];
  const others = (names) => ({ dependencyTypes: ['aliased-workspace'], pathNot: known(names) });
  return [
    forbid('declared', comment, { path: `^${folder}/`, pathNot: [spec, '\\.config\\.ts$'] }, others(released)),
    forbid('declared', comment, { path: `^${folder}/.*(${spec}|\\.config\\.ts$)` }, others(tested)),
  ];
}

export default {
  forbidden: [
    ...packages.flatMap(declared),
    forbid(
      'declared',
      'A library stands in the package.json that uses it, or in the root.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    forbid('no-cycles', 'Dependencies point one way.', {}, { circular: true }),
    forbid(
      'packages-by-name',
      'A package is imported by its name: then its exports hold and its declaration is needed.',
      { path: '^((?:apps|platform|tests)/[^/]+|shell|verticals/[^/]+/[^/]+)/' },
      { dependencyTypes: ['local'], dependencyTypesNot: ['aliased-workspace'], pathNot: '^$1/' },
    ),
    forbid(
      'verticals-by-contract',
      'A vertical knows others only by their contract.',
      { path: '^verticals/([^/]+)/' },
      { path: '^verticals/', pathNot: ['^verticals/$1/', contracts] },
    ),
    forbid(
      'contracts-alone',
      'A contract knows only how messages are defined, and other contracts.',
      { path: contracts, pathNot: spec },
      { pathNot: ['^platform/contract/', contracts, 'node_modules/zod/'] },
    ),
    forbid(
      'platform-below',
      'The platform knows no vertical and no app.',
      { path: '^platform/' },
      { path: '^(verticals|apps|shell|tests)/' },
    ),
    forbid('apps-know-no-vertical', 'Apps and shell learn of verticals at run time.', { path: '^(apps|shell)/' }, { path: '^verticals/' }),
    forbid(
      'apps-are-no-verticals',
      'The gateway and the shell have no log and no database: they are made of what every process is.',
      { path: '^(apps/gateway|shell)/', pathNot: spec },
      { path: '^platform/(vertical|domain)/' },
    ),
    forbid(
      'front-not-back',
      'A front end knows no back end, nor what back ends are made of.',
      { path: '^verticals/[^/]+/frontend/', pathNot: spec },
      { path: ['^verticals/[^/]+/backend/', '^platform/(runtime|vertical|domain|release)/'] },
    ),
    forbid(
      'browsers-have-no-node',
      'A browser has no built-ins of Node.',
      { path: inBrowsers, pathNot: spec },
      { reachable: true, path: builtIn },
    ),
    forbid(
      'anywhere-needs-nothing',
      'What runs anywhere uses no built-ins of Node; a specification runs in tests.',
      { path: tagged('runs:anywhere'), pathNot: [spec, '/specification\\.ts$'] },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'definitions-know-definitions',
      'A decider, saga, reaction, gathering or projection is made of the domain, of messages and of its own vertical.',
      { path: `^verticals/([^/]+)/.*${definition}` },
      { pathNot: ['^platform/(domain|contract)/', contracts, '^verticals/$1/backend/'] },
    ),
    forbid(
      'definitions-are-pure',
      'Nothing that a decider, saga, reaction, gathering or projection leads to does input or output.',
      { path: `^verticals/.*${definition}` },
      { reachable: true, path: [builtIn, '^platform/(runtime|vertical)/', 'node_modules/(?!zod/)'] },
    ),
    forbid(
      'tests-stay-tests',
      'Nothing that is released leads to a test, or to what only tests are made of.',
      { path: '^(apps|shell|platform|verticals)/', pathNot: [spec, testware] },
      { path: [spec, testware, 'node_modules/(vitest|@playwright/test)/'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)(dist|\\.cache)/', '^tests/architecture/fixtures/'] },
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
