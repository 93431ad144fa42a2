import { block, useQuery } from '@jogakbo/blocks';
import { GetMostColourful } from '@jogakbo/rainbow-contract';
import css from './most-colourful.module.css';

function MostColourful() {
  const product = useQuery(GetMostColourful, {});
  if (!product) return <section hidden data-boundary="rainbow" />;
  const { productId, name, colors } = product;
  return (
    <section className={css.piece} data-boundary="rainbow">
      <p>
        Our most colourful machine is <a href={`/product/${productId}`}>{name}</a>: it comes in {colors.length} colours.
      </p>
      <svg className={css.strip} viewBox={`0 0 ${colors.length} 1`} preserveAspectRatio="none" aria-hidden="true">
        {colors.map((color, place) => (
          <rect key={place} x={place} width="1" height="1" fill={color} />
        ))}
      </svg>
    </section>
  );
}

export default block('rainbow/most-colourful', { props: {}, render: MostColourful });
