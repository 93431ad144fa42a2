/**
 * Stands in for zod, and for the platform's own rules about schemas, in browser bundles: every schema expression evaluates to nothing.
 *
 * @remarks Messages are checked where they enter a server, so a browser needs their names, not their schemas. Without
 * this every vertical would ship a schema library (tens of kilobytes) that nobody calls.
 */
const nothing: any = new Proxy(() => {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : nothing),
  apply: () => nothing,
});
export { nothing as z, nothing as dataSchema, nothing as answerSchema, nothing as ofWellFormedTexts };
export default nothing;
