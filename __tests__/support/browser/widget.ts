import type { Locator, Page } from '@playwright/test';

interface Account {
  email: string;
  password: string;
}

/**
 * The widget, once it has taken the place of the form that the server renders. That form has fields and
 * buttons of the same names.
 */
export const widgetOf = (page: Page): Locator => page.locator('[data-supertokens~="container"]');

/** The form of the login widget. */
export class LoginWidget {
  readonly page: Page;
  readonly email: Locator;
  readonly password: Locator;

  constructor(page: Page) {
    this.page = page;
    const widget = widgetOf(page);
    this.email = widget.locator('input[name="email"]');
    this.password = widget.locator('input[name="password"]');
  }

  async #submit(button: RegExp, { email, password }: Account): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.page.getByRole('button', { name: button }).click();
  }

  async signUp(account: Account): Promise<void> {
    await this.page.getByRole('button', { name: 'Create an account' }).click();
    // The widget shows the other form a moment later, and with empty fields.
    await widgetOf(this.page).locator('input[autocomplete="new-password"]').waitFor();
    await this.#submit(/^create account$/i, account);
  }

  async signIn(account: Account): Promise<void> {
    await this.#submit(/^sign in$/i, account);
  }
}
