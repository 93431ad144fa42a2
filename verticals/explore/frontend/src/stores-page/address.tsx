import type { Store } from '@jogakbo/explore-contract';

/** A store's name, street and city, each on a line of its own, also for those who read the text alone. */
export function Address({ store: { name, street, city } }: { readonly store: Store }) {
  return (
    <>
      <strong>{name}</strong>
      <br />
      {`\n${street}`}
      <br />
      {`\n${city}`}
    </>
  );
}
