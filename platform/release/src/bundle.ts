import webpack, { type Configuration } from 'webpack';
import { cssModules, type WebBuild } from '@jogakbo/blocks/build';

/** NestJS and others import these only where an application uses them; they cope when they are missing. */
const optionalPeers =
  /^(class-validator|class-transformer(\/.*)?|@nestjs\/websockets(\/.*)?|@nestjs\/platform-express|@grpc\/(grpc-js|proto-loader)|kafkajs|mqtt|ioredis|amqplib|amqp-connection-manager|pg-native|@fastify\/(multipart|view))$/;

const swcNest = {
  loader: 'swc-loader',
  options: {
    jsc: {
      parser: { syntax: 'typescript', tsx: true, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      target: 'es2023',
      keepClassNames: true,
    },
  },
};

/**
 * The webpack configuration of a back end: one ESM file that runs in an empty folder on Node 24.
 *
 * @remarks A vertical's blocks are part of it, with the class names that its browser build has.
 */
export function bundle({ unit, version, folder, output, cache }: WebBuild): Configuration {
  return {
    mode: 'production',
    name: `${unit}-backend`,
    context: folder,
    target: 'node24',
    entry: { main: './src/main.ts' },
    devtool: false,
    experiments: { outputModule: true },
    output: { path: output, filename: '[name].js', module: true, chunkFormat: 'module', library: { type: 'module' }, clean: true },
    resolve: { extensions: ['.ts', '.tsx', '.js'] },
    optimization: { minimize: false },
    cache: cache
      ? {
          type: 'filesystem',
          cacheDirectory: cache,
          name: `${unit}-backend`,
          version,
          buildDependencies: { config: [import.meta.filename] },
        }
      : false,
    module: {
      parser: { javascript: { exprContextCritical: false, dynamicImportMode: 'eager' } },
      rules: [
        { test: /\.tsx?$/, use: [swcNest] },
        { test: /\.module\.css$/, loader: 'css-loader', options: { modules: cssModules(`${unit}@${version}`, true) } },
      ],
    },
    plugins: [new webpack.IgnorePlugin({ resourceRegExp: optionalPeers }), new webpack.BannerPlugin({ raw: true, banner })],
    externalsPresets: { node: true },
    ignoreWarnings: [/Critical dependency/],
    performance: { hints: false },
    stats: 'errors-warnings',
  };
}

/** CommonJS dependencies of an ES module bundle still call `require` for Node's own modules. */
const banner = `import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);`;
