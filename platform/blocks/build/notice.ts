import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import webpack, { type Compilation, type Compiler, type Module } from 'webpack';

/** The file of a browser bundle that names whose work is in it, and under which terms. */
export const NOTICE = 'NOTICE.txt';

/** webpack writes code of its own into each script. */
const webpackItself = fileURLToPath(import.meta.resolve('webpack'));

/** Writes the licences of all packages whose code, styles or fonts are in a bundle; one that comes without terms breaks the build. */
export class NoticePlugin {
  apply(compiler: Compiler): void {
    compiler.hooks.thisCompilation.tap(NoticePlugin.name, (compilation) => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: NoticePlugin.name, stage }, () => {
        const packages = new Set([webpackItself, ...filesIn(compilation)].map(packageOf));
        const notices = [...packages].filter(isBought).map(noticeOf).toSorted();
        compilation.emitAsset(NOTICE, new webpack.sources.RawSource(notices.join(`\n${'-'.repeat(80)}\n\n`)));
      });
    });
  }
}

/** The files that a compilation has put into its output: a module that was only run while building is in no chunk. */
function filesIn({ modules, chunkGraph }: Compilation): string[] {
  const isSent = (module: Module) => module.type === 'asset/resource' || chunkGraph.getNumberOfModuleChunks(module) > 0;
  return [...modules].filter(isSent).flatMap(filesOf);
}

/** The files of a module; one that was made of several knows them. */
function filesOf(module: Module): string[] {
  const { modules = [] } = module as Module & { modules?: Module[] };
  const file = module.nameForCondition();
  return [...(file && path.isAbsolute(file) ? [file] : []), ...modules.flatMap(filesOf)];
}

interface Package {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Package;

/** The folder of the package that a file belongs to; a folder inside a package may have a nameless package.json of its own. */
function packageOf(file: string): string {
  const folder = path.dirname(file);
  return existsSync(path.join(folder, 'package.json')) && manifestOf(folder).name !== undefined ? folder : packageOf(folder);
}

const isBought = (folder: string) => folder.includes(`${path.sep}node_modules${path.sep}`);

function noticeOf(folder: string): string {
  const { name, version, license } = manifestOf(folder);
  const terms = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (!license || terms.length === 0) throw new Error(`${name} ${version} says no terms under which it may be passed on`);
  return `${name} ${version} (${license})\n\n${terms.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n')}\n`;
}
