import type { Page } from 'playwright-core';

/**
 * Follows the link of a message as a person would: opens the demo's inbox, finds the message, presses its link.
 *
 * @param to the address it went to
 * @param link what the link's address contains
 */
export async function followMail(page: Page, to: string, subject: RegExp, link: RegExp): Promise<void> {
  await page.goto(`/demo/mail?to=${encodeURIComponent(to)}`);
  const message = page.getByRole('listitem').filter({ hasText: subject }).first();
  await message.waitFor({ timeout: 30_000 });
  const address = message.getByRole('link', { name: link }).first();
  if (!(await address.isVisible())) await message.locator('summary').click();
  await address.click();
}
