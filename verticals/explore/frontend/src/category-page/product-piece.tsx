import { formatAmount, type Currency } from '@jogakbo/contract';
import type { ListedProduct } from '@jogakbo/explore-contract';
import { Picture } from '../picture/picture.tsx';
import css from './product-piece.module.css';

interface ProductPieceProps {
  readonly product: ListedProduct;
  readonly currency: Currency;
  readonly atOnce: boolean;
}

/** One machine in a list: its picture, its name, from which price on and in how many colours. */
export function ProductPiece({ product, currency, atOnce }: ProductPieceProps) {
  const { productId, name, startPrice, picture, color, variantCount } = product;
  const price = formatAmount(startPrice, currency);
  return (
    <li className={`e_Product ${css.piece}`}>
      <a className={`e_Product_link ${css.link}`} href={`/product/${productId}`}>
        <Picture src={picture} color={color} atOnce={atOnce} />
        <span className={css.words}>
          <span className={`e_Product_name ${css.name}`}>{name}</span>
          <span className={css.facts}>
            <span className={`e_Product_price ${css.price}`}>{variantCount > 1 ? `from ${price}` : price}</span>
            {variantCount > 1 && <span className={css.colours}>{variantCount} colours</span>}
          </span>
        </span>
      </a>
    </li>
  );
}
