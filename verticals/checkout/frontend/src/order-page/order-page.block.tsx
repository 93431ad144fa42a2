import { block, useQuery } from '@jogakbo/blocks';
import { GetOrder, OrderId } from '@jogakbo/checkout-contract';
import { z } from 'zod';
import { keyFrom } from './key-from.ts';
import { NoSuchOrder } from './no-such-order.tsx';
import { OrderDetails } from './order-details.tsx';

interface OrderPageProps {
  readonly orderId: OrderId;
  /** As it stands in the address: perhaps no key at all. */
  readonly key?: string | undefined;
}

function OrderPage({ orderId, key: text }: OrderPageProps) {
  const key = keyFrom(text);
  const order = useQuery(GetOrder, { orderId, ...(key && { key }) });
  return order ? <OrderDetails order={order} givenKey={key} /> : <NoSuchOrder />;
}

export default block('checkout/order-page', { props: { orderId: OrderId, key: z.string().optional() }, render: OrderPage });
