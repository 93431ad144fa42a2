import { block, useHead, useQuery } from '@jogakbo/blocks';
import { ListOrders } from '@jogakbo/checkout-contract';
import pieces from '../pieces/pieces.module.css';
import { OrderPiece } from './order-piece.tsx';
import css from './orders-page.module.css';

/** What was ordered in this browser, the newest first. */
function OrdersPage() {
  const orders = useQuery(ListOrders, {});
  useHead({ title: 'Your orders · Jogakbo', description: 'What you have ordered here, and how it stands.' });
  return (
    <div className={`c_OrdersPage ${css.page}`} data-boundary="checkout">
      <h1 className={css.title}>Your orders</h1>
      {orders.length === 0 ? (
        <div className={`c_OrdersPage__empty ${pieces.stitched}`}>
          <div className={css.empty}>
            <p className={css.words}>You have ordered nothing yet, or in another browser: orders are shown where they were placed.</p>
            <a className={pieces.act} href="/products">
              See all machines
            </a>
          </div>
        </div>
      ) : (
        <ul className={css.orders}>
          {orders.map((order) => (
            <OrderPiece key={order.orderId} order={order} />
          ))}
        </ul>
      )}
    </div>
  );
}

export default block('checkout/orders-page', { props: {}, render: OrdersPage });
