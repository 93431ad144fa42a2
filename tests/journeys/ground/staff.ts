import { expect } from '@playwright/test';
import { asStaff, type Gateway } from './gateway.ts';

/** Those who have the parcels in their hands. */
export class Staff {
  private readonly gateway: Gateway;
  constructor(gateway: Gateway) {
    this.gateway = gateway;
  }

  /** Does something with an order's parcel as soon as that is possible: what a parcel waits for may be on its way. */
  async does(act: 'PackParcel' | 'ConfirmPickup' | 'HandOverParcel' | 'TakeBackParcel', orderId: string): Promise<void> {
    const done = async () => (await this.gateway.command('delivery', act, { orderId }, asStaff())).status;
    await expect.poll(done, { message: `${act} of ${orderId}`, timeout: 30_000 }).toBe(200);
  }
}
