/**
 * Stands in for zod in browser bundles: every schema expression evaluates to nothing.
 *
 * @remarks Messages are checked where they enter a server, so a browser needs their names, not their schemas. Without
 * this every vertical would ship a schema library (tens of kilobytes) that nobody calls.
 */
const nothing: any = new Proxy(() => {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : nothing),
  apply: () => nothing,
});
export const z = nothing;
export default nothing;
