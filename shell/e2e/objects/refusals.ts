import type { Page } from '@playwright/test';

/** What the page's policy refuses, when this puts a script into the page. */
export const refusals = (page: Page) => {
  const refusalOf = (script: { textContent: string } | { src: string }) =>
    page.evaluate(async (wanted) => {
      const refused = Promise.withResolvers<{ directive: string; blocked: string }>();
      const hear = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) =>
        refused.resolve({ directive: effectiveDirective, blocked: blockedURI });
      document.addEventListener('securitypolicyviolation', hear, { once: true });
      document.head.append(Object.assign(document.createElement('script'), wanted));
      return refused.promise;
    }, script);
  return {
    ofInline: (text: string) => refusalOf({ textContent: text }),
    ofFile: (url: string) => refusalOf({ src: url }),
    /** Whether a script got as far as to say so. */
    isTaken: () => page.evaluate(() => 'taken' in window),
  };
};
