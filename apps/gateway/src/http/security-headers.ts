import type { OutgoingMessage } from 'node:http';

/** What a page may load and do: files and calls of this origin, nothing inline, no frames around it. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "manifest-src 'self'",
].join('; ');

/** What an answer that is not a page may do when somebody opens it as one: nothing. */
const NOTHING_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What bytes that a vertical hands out may do: a picture keeps its own styles, and runs no script. */
export const BYTES_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** Whoever has come over an encrypted connection comes over one for a year. */
export const HSTS = 'max-age=31536000';

/** What every answer carries. */
export const SECURITY_HEADERS = {
  'content-security-policy': NOTHING_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
};

/** Sets what every answer carries; what an answer sets itself wins. */
export function setSecurityHeaders(response: OutgoingMessage) {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
}
