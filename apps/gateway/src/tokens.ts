/** The injection token of the gateway's settings. */
export const CONFIG = Symbol('GatewayConfig');
