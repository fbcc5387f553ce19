import type { Locator, Page } from '@playwright/test';

interface Account {
  email: string;
  password: string;
}

/** The form of the login widget. */
export class LoginWidget {
  readonly page: Page;
  readonly email: Locator;
  readonly password: Locator;

  constructor(page: Page) {
    this.page = page;
    // The form that the server renders has fields of the same names until the widget takes its place.
    const widget = page.locator('[data-supertokens~="container"]');
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
    await this.#submit(/^create account$/i, account);
  }

  async signIn(account: Account): Promise<void> {
    await this.#submit(/^sign in$/i, account);
  }
}
