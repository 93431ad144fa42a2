import { expect, type Page } from '@playwright/test';

/**
 * Everything that the browser complains about from now on: errors, warnings, refusals by the content security policy.
 *
 * @remarks That a page which does not exist is answered 404 is no complaint, nor is a file that nobody waits for any more.
 */
export const complaintsOf = (page: Page) => {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') heard.push(`${request.url()}: ${reason}`);
  });
  page.on('console', (message) => {
    const isOwnStatus = message.location().url === page.url() && message.text().includes('status of 404');
    if (['error', 'warning'].includes(message.type()) && !isOwnStatus) heard.push(message.text());
  });
  return { areNone: () => expect(heard).toEqual([]) };
};
