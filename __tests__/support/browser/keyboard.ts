import { expect, type Locator } from '@playwright/test';

/** More than any page has. */
const MAX_STOPS = 80;

/** Presses Tab until an element has the focus, like a user without a mouse, and expects it to be marked. */
export async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const { keyboard } = target.page();
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let stop = 0; stop < MAX_STOPS && !(await hasFocus()); stop += 1) await keyboard.press('Tab');
  await expect(target).toBeFocused({ timeout: 1 });
  expect(await target.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
  await expect(target).toBeInViewport();
}

/** Goes to a button or link by Tab, and presses Enter. */
export async function pressByKey(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

/** Goes to a field by Tab, and types in the place of its text. */
export async function typeByKey(field: Locator, text: string): Promise<void> {
  await tabTo(field);
  const { keyboard } = field.page();
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type(text);
}

/** Presses a button that asks, and answers with the button of the same name in the dialog. */
export async function confirmByKey(button: Locator, name: string | RegExp): Promise<void> {
  await pressByKey(button);
  const dialog = button.page().getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await pressByKey(dialog.getByRole('button', { name }));
}
