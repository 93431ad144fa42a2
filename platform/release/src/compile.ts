import webpack, { type Configuration } from 'webpack';

/** Runs one webpack build to its end; throws with every error's text. */
export async function compile(configuration: Configuration): Promise<webpack.StatsCompilation> {
  const compiler = webpack(configuration);
  if (!compiler) throw new Error('webpack gave no compiler');
  const stats = await new Promise<webpack.Stats>((resolve, reject) =>
    compiler.run((error, result) => (error || !result ? reject(error ?? new Error('no stats')) : resolve(result))),
  );
  await new Promise<void>((resolve, reject) => compiler.close((error) => (error ? reject(error) : resolve())));
  if (stats.hasErrors()) throw new Error(stats.toString({ preset: 'errors-only', colors: false }));
  return stats.toJson({ preset: 'none', assets: true, entrypoints: true, chunkGroups: true, chunkGroupAuxiliary: false });
}
