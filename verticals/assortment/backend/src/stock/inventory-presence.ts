import { Injectable } from '@nestjs/common';
import type { Sku } from '@jogakbo/assortment-contract';
import { GetStock } from '@jogakbo/inventory-contract';
import { Gateway } from '@jogakbo/vertical';

/** Milliseconds that inventory gets to answer. */
const BUDGET = 500;

/** Whether inventory is there to count what a feed states; away, it does so when it is back. */
@Injectable()
export class InventoryPresence {
  constructor(private readonly gateway: Gateway) {}

  answersFor(sku: Sku): Promise<boolean> {
    return this.gateway.ask(GetStock, { sku }, BUDGET).then(
      () => true,
      () => false,
    );
  }
}
