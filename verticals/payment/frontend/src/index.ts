import paymentMethod from './payment-method/payment-method.block.tsx';
import receipt from './receipt/receipt.block.tsx';

export const blocks = [paymentMethod, receipt];
