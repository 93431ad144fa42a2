/** Tells the page around a block that the cart is another one: part of the public interface, as on the yardstick. */
export const cartUpdated = (element: Element | null) => element?.dispatchEvent(new CustomEvent('checkout:cart-updated', { bubbles: true }));
