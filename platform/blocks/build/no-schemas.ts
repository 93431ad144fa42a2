/**
 * Stands in for zod, and for the platform's own rules about schemas and definitions, in browser bundles: every expression of them evaluates to nothing.
 *
 * @remarks Messages are checked where they enter a server, so a browser needs their names, not their schemas. Without
 * this every vertical would ship a schema library (tens of kilobytes) that nobody calls.
 */
const nothing: any = new Proxy(() => {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : nothing),
  apply: () => nothing,
});
export { nothing as z, nothing as dataSchema, nothing as answerSchema, nothing as ofWellFormedTexts };
export { nothing as personal, nothing as assertForgettable, nothing as assertNothingPersonal };
export { nothing as assertHeard, nothing as assertOwn, nothing as assertReadable, nothing as assertTold, nothing as assertWebhook };
export default nothing;
