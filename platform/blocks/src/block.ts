import type { ReactNode } from 'react';
import type { z } from 'zod';

type Shape = z.ZodRawShape;

/** A federated React unit: `<vertical>/<name>`, its props' schemas, and the component. */
export interface Block<P extends Shape = any> {
  readonly name: string;
  readonly props: P;
  readonly render: (props: z.infer<z.ZodObject<P>>) => ReactNode;
}

/**
 * Declares a block; the default export of a `*.block.tsx` file.
 *
 * @remarks The vertical's back end renders it on request; the browser hydrates the same component with the answers it
 * was rendered with. Its root element carries `data-boundary="<vertical>"`.
 * @example
 * export default block('explore/footer', { props: {}, render: () => <footer data-boundary="explore">…</footer> });
 */
export const block = <P extends Shape>(name: `${string}/${string}`, definition: Omit<Block<P>, 'name'>): Block<P> => ({
  name,
  ...definition,
});
