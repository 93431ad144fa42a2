import { randomUUID } from 'node:crypto';
import { expect, type Page, type Response } from '@playwright/test';

/** A window that a test has marked: another document has another window. */
type MarkedWindow = Window & { visited?: string };

/** Somebody who visits the shop with a browser, and waits until what is on the page answers. */
export class Visitor {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Loads the page at an address, and waits until each of its blocks listens to clicks and keys. */
  async opens(address: string): Promise<Response> {
    const response = await this.reads(address);
    await this.isServed();
    return response;
  }

  /**
   * Loads the page at an address, as it is served.
   *
   * A busy machine may miss the render budget: such a page streams on without the block, and without its status. Whoever
   * wants to see the page as it is meant looks again.
   */
  async reads(address: string): Promise<Response> {
    let response: Response | null = null;
    await expect(async () => {
      response = await this.page.goto(address);
      expect(await response!.text(), 'a block was late').not.toContain('data-gap="late"');
    }).toPass({ timeout: 30_000 });
    return response!;
  }

  /** Waits until each block of the page listens; a slot whose vertical is not there has nothing to wait for. */
  async isServed(): Promise<void> {
    const waiting = this.page.locator('jogakbo-slot:not([data-ready]):not([data-gap="absent"])');
    await expect(this.page.locator('jogakbo-slot[slot="main"]')).toHaveCount(1);
    await expect(waiting).toHaveCount(0);
  }

  /** Does something that must change the page without loading another document. */
  async staysWhile(act: () => Promise<unknown>): Promise<void> {
    const mark = randomUUID();
    await this.page.evaluate((given) => void ((window as MarkedWindow).visited = given), mark);
    await act();
    expect(await this.page.evaluate(() => (window as MarkedWindow).visited), 'the document was loaded anew').toBe(mark);
  }

  /** Reads what the page says about itself to browsers and search engines. */
  async learns({ title, description }: { title: string | RegExp; description: string | RegExp }): Promise<void> {
    await expect(this.page).toHaveTitle(title);
    await expect(this.page.locator('meta[name="description"]')).toHaveAttribute('content', description);
  }
}
