import { CSP_HEADER, SCRIPTLESS_POLICY, SECURITY_HEADERS } from '../../config/security/securityHeaders.ts';
import { problem } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';

test('a form that a new deploy does not know keeps what the user entered, also across a reload', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/status of 409/);
  expect(signedIn.account.email).not.toBe('');
  await page.goto('/account');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Ada');
  // The id of an action that this build does not have.
  await page.route('**/account', async (route) => {
    const headers = route.request().headers();
    const id = headers['next-action'];
    await route.continue(
      id === undefined ? {} : { headers: { ...headers, 'next-action': `60${'0'.repeat(40)}` } },
    );
  });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(problem(page, 'This site was updated while the page was open')).toBeVisible();
  await expect(name).toHaveValue('Ada');
  await page.unroute('**/account');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(problem(page, 'Your entries are still here')).toBeVisible();
  await expect(name).toHaveValue('Ada');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
});

test('a form that cannot be sent keeps what the user entered', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/ERR_FAILED/);
  expect(signedIn.account.email).not.toBe('');
  await page.goto('/account');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Ada');
  await page.route('**/account', (route) => route.abort());
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(problem(page, 'The form could not be sent')).toBeVisible();
  await expect(name).toHaveValue('Ada');
});

/** A form of the account page as a browser without scripts sends it, from our own page. */
const OURS = { 'sec-fetch-site': 'same-origin', accept: 'text/html' };
const BOUNDARY = 'b0undary';
const part = (name: string, value: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const END = `--${BOUNDARY}--\r\n`;
const GONE = `60${'0'.repeat(40)}`;
const UNTYPED =
  part('formUser', 'u') + part('password', 'hunter2hunter2') + part('newPassword', 'hunter3hunter3');
const TYPED = part('name', '<img src=x onerror=alert(1)>') + part('firstLetters', `A\r\n"B"`);

const SENDERS: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': '', origin: 'https://evil.example' },
];

interface Odd {
  name: string;
  body: string;
  status: number;
  says: RegExp;
  headers?: Record<string, string>;
}

const oddForms: Odd[] = [
  {
    name: 'an action of another build',
    body: part(`$ACTION_ID_${GONE}`, '') + UNTYPED + TYPED + END,
    status: 409,
    says: /This site was updated/,
  },
  {
    name: 'an action of another build with its state',
    body: part('$ACTION_REF_1', '') + part('$ACTION_1:0', `{"id":"${GONE}","bound":"$@1"}`) + TYPED + END,
    status: 409,
    says: /This site was updated/,
  },
  {
    name: 'no entered values',
    body: part(`$ACTION_ID_${GONE}`, '') + UNTYPED + END,
    status: 409,
    says: /Open the page again and send the form once more/,
  },
  {
    name: 'an invalid action id',
    body: part('$ACTION_ID_x', '') + END,
    status: 400,
    says: /could not be read/,
  },
  { name: 'no action', body: TYPED + END, status: 400, says: /could not be read/ },
  {
    name: 'a truncated body',
    body: `--${BOUNDARY}\r\nContent-Di`,
    status: 400,
    says: /could not be read/,
  },
  { name: 'no body', body: '', status: 400, says: /could not be read/ },
  {
    name: 'no boundary',
    body: TYPED + END,
    headers: { 'content-type': 'multipart/form-data' },
    status: 400,
    says: /could not be read/,
  },
  {
    name: 'a body that is too large',
    body: part(`$ACTION_ID_${GONE}`, '') + part('name', 'x'.repeat(1024 * 1024)) + END,
    status: 413,
    says: /too large/,
  },
  ...SENDERS.map((headers) => ({
    name: `a sender elsewhere: ${JSON.stringify(headers)}`,
    body: part(`$ACTION_ID_${GONE}`, '') + TYPED + END,
    headers,
    status: 400,
    says: /sent from another site/,
  })),
];

for (const path of ['/account', '/account/email?a=%22%3E', '/auth/confirm-email']) {
  for (const { name, body, status, says, headers = {} } of oddForms) {
    test(`without JavaScript, ${path} answers a form with ${name} by a readable page`, async ({
      page,
      signedIn,
    }) => {
      expect(signedIn.account.email).not.toBe('');
      const contentType = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
      const response = await page.request.post(path, {
        headers: { ...OURS, ...contentType, ...headers },
        data: body,
      });
      expect(response.status()).toBe(status);
      const html = await response.text();
      expect(html).toMatch(says);
      expect(html).not.toMatch(/hunter|<img src=x|<script/);
      expect(html.includes('&lt;img')).toBe(status === 409 && body.includes(TYPED));
      const sent = response.headers();
      expect(sent['content-type']).toContain('text/html');
      expect(sent['cache-control']).toBe('private, no-store');
      expect(sent).toMatchObject({ ...SECURITY_HEADERS, [CSP_HEADER]: SCRIPTLESS_POLICY });
    });
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a form that a new deploy does not know is answered with what the user entered', async ({
    page,
    signedIn,
    quietConsole,
  }) => {
    quietConsole.allow(/status of 409/);
    expect(signedIn.account.email).not.toBe('');
    await page.goto('/account');
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada & <b>Co</b>');
    await page.route('**/account', async (route) => {
      const sent = route.request().postData();
      const postData = sent?.replace(/"id":"[0-9a-f]{42}"/, `"id":"${GONE}"`);
      expect(postData).not.toBe(sent);
      await route.continue(postData === undefined ? {} : { postData });
    });
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This site was updated');
    await expect(page.getByRole('definition')).toHaveText(['Ada & <b>Co</b>']);
    await page.unroute('**/account');
    await page.getByRole('link', { name: 'Open the page again' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('status')).toHaveText('Saved.');
  });
});
