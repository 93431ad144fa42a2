import type { BrowserContext } from '@playwright/test';

/** Lets a browser come with this cart. */
export const cartOf = (context: BrowserContext, url: string | undefined, value: string) =>
  context.addCookies([{ name: 'c_cart', value, url: url!, httpOnly: true, sameSite: 'Lax' }]);

/** The cart that a browser keeps, with how it is kept. */
export const keptIn = async (context: BrowserContext) => (await context.cookies()).find(({ name }) => name === 'c_cart');
