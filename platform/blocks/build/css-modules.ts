import path from 'node:path';

/** The folder from which class names are hashed: the same for the browser's build and the server's. */
const workspace = path.resolve(import.meta.dirname, '../../..');

/**
 * Options of css-loader under which no class name of one block reaches another.
 *
 * @remarks Hooks that outside tests rely on (`.e_Product`, `.d_VariantOption` …) are written `:global(.e_Product)` or as
 * plain class names in the markup, never as module classes. The salt keeps two verticals, and two versions of one, apart.
 */
export const cssModules = (salt: string, onlyNames: boolean) => ({
  mode: 'pure' as const,
  localIdentName: '[local]-[hash:base64:6]',
  localIdentHashSalt: salt,
  localIdentContext: workspace,
  namedExport: false,
  exportOnlyLocals: onlyNames,
});
