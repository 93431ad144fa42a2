import { block, useQuery } from '@jogakbo/blocks';
import { ListPaymentMethods } from '@jogakbo/payment-contract';
import { Method } from './method.tsx';
import css from './payment-method.module.css';

/** How an order can be paid for: a part of whatever form it stands in, to which it brings the field `paymentMethodId`. */
function PaymentMethodChoice() {
  const methods = useQuery(ListPaymentMethods, {});
  return (
    <fieldset className={`p_PaymentMethod ${css.choice}`} data-boundary="payment">
      <legend className={css.legend}>Payment</legend>
      {methods.map((method, place) => (
        <Method key={method.methodId} method={method} isFirst={place === 0} />
      ))}
      {methods.length === 0 && (
        <p className={`p_PaymentMethod__none ${css.none}`}>
          At the moment there is no way to pay here. Please come back a little later: your basket stays as it is.
        </p>
      )}
    </fieldset>
  );
}

export default block('payment/payment-method', { props: {}, render: PaymentMethodChoice });
