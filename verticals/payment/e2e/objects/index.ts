export * from './payment-method.ts';
export * from './receipt.ts';
