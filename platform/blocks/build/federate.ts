import { readdirSync } from 'node:fs';
import path from 'node:path';
import webpack, { type Configuration } from 'webpack';
import { ModuleFederationPlugin } from '@module-federation/enhanced/webpack';
import { web, type WebBuild } from './web.ts';

/** Shared libraries: the shell provides the one instance, a remote brings none. */
const provided = (requiredVersion: string) => ({ singleton: true, strictVersion: true, import: false as const, requiredVersion });
const shared = {
  react: provided('^19.0.0'),
  'react/jsx-runtime': provided('^19.0.0'),
  'react-dom': provided('^19.0.0'),
  '@jogakbo/blocks': provided('^1.0.0'),
};

/** Where the shell keeps the federation runtime that all containers of a page use, so that none brings its own. */
export const FEDERATION_GLOBAL = 'jogakboFederation';

/** Every `<name>/<name>.block.tsx` of a front end, by block name. */
export const blockFiles = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path.join(folder, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.block.tsx'))
      .sort()
      .map((file) => [path.basename(file, '.block.tsx'), `./src/${file}`]),
  );

/** Everything is in the container; whichever chunk webpack merges into the other, its file has this name. */
const containerFile = 'container.[contenthash:8].js';

/** A container's global name: one per version, so that two versions may live in one page. */
export const containerName = (vertical: string, version: string) => `${vertical.replaceAll('-', '_')}_${version}`;

/**
 * The webpack configuration of a vertical's front end: one federation container that exposes all its blocks.
 *
 * @remarks The container is one script and one style sheet, so that a page asks for two files per vertical and the
 * release's record states the digest of everything that is ever loaded.
 */
export function federate(build: WebBuild): Configuration {
  const config = web(build);
  const exposes = Object.fromEntries(Object.entries(blockFiles(build.folder)).map(([name, file]) => [`./${name}`, file]));
  return {
    ...config,
    entry: {},
    output: { ...config.output, filename: containerFile, chunkFilename: containerFile },
    externals: [
      ({ request }, decide) =>
        request?.endsWith('webpack-bundler-runtime/dist/bundler.js') ? decide(undefined, `var ${FEDERATION_GLOBAL}`) : decide(),
    ],
    plugins: [
      ...config.plugins!,
      new ModuleFederationPlugin({
        name: containerName(build.unit, build.version),
        filename: containerFile,
        exposes,
        shared,
        manifest: false,
        dts: false,
        experiments: { externalRuntime: true, optimization: { disableSnapshot: true, target: 'web' } } as never,
      }),
      new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
    ],
  };
}
