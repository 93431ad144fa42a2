import path from 'node:path';
import webpack, { type Configuration } from 'webpack';
import MinimizerPlugin from 'minimizer-webpack-plugin';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import { cssModules } from './css-modules.ts';
import { NOTICE, NoticePlugin } from './notice.ts';

/** One build: which unit and version it is, where its sources are and where its files go. */
export interface WebBuild {
  readonly unit: string;
  readonly version: string;
  readonly folder: string;
  readonly output: string;
  readonly cache?: string;
}

const schemasStayOnTheServer = path.resolve(import.meta.dirname, 'no-schemas.ts');
/** Files of the contract package that hold schemas and definitions to something, which servers do. */
const ofServers = ['text', 'personal', 'definition-rules'].map((file) =>
  path.resolve(import.meta.dirname, `../../contract/src/${file}.ts`),
);
const alias = Object.fromEntries(['zod$', ...ofServers].map((name) => [name, schemasStayOnTheServer]));

const swcReact = {
  loader: 'swc-loader',
  options: {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
      target: 'es2022',
    },
  },
};

/** What every browser bundle of the workspace has in common. */
export function web({ unit, version, folder, output, cache }: WebBuild): Configuration {
  const name = `${unit}@${version}`;
  return {
    mode: 'production',
    name,
    context: folder,
    target: ['web', 'es2022'],
    devtool: false,
    resolve: { extensions: ['.tsx', '.ts', '.js'], alias },
    output: {
      path: output,
      filename: '[name].[contenthash:8].js',
      chunkFilename: '[name].[contenthash:8].js',
      assetModuleFilename: '[name].[contenthash:8][ext]',
      publicPath: `/releases/${unit}/${version}/`,
      uniqueName: name,
      crossOriginLoading: 'anonymous',
      clean: true,
    },
    cache: cache
      ? { type: 'filesystem', cacheDirectory: cache, name: unit, version, buildDependencies: { config: [import.meta.filename] } }
      : false,
    module: {
      rules: [
        { test: /\.tsx?$/, use: [swcReact] },
        {
          test: /\.css$/,
          oneOf: [
            {
              test: /\.module\.css$/,
              use: [MiniCssExtractPlugin.loader, { loader: 'css-loader', options: { modules: cssModules(name, false) } }],
            },
            { use: [MiniCssExtractPlugin.loader, 'css-loader'] },
          ],
        },
        { test: /\.(woff2|svg)$/, type: 'asset/resource' },
      ],
    },
    plugins: [
      new webpack.DefinePlugin({ 'process.env.NODE_ENV': '"production"', ENV_TARGET: '"web"' }),
      new MiniCssExtractPlugin({ filename: '[name].[contenthash:8].css' }),
      new NoticePlugin(),
      new webpack.BannerPlugin({
        banner: `/*! Whose work is in here: ${NOTICE} */`,
        raw: true,
        test: /\.(js|css)$/,
        // A minimizer drops what it finds.
        stage: webpack.Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_SIZE + 1,
      }),
    ],
    optimization: {
      minimizer: [
        new MinimizerPlugin({ minify: MinimizerPlugin.swcMinify, extractComments: false }),
        new MinimizerPlugin({ test: /\.css$/, minify: MinimizerPlugin.lightningCssMinify }),
      ],
    },
    performance: { hints: false },
    stats: 'errors-warnings',
  };
}
