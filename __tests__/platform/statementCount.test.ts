import pg from 'pg';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { AUTH, credentials, PASSWORD, setUpTestApp } from '../support/testApp.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import type { TestBrowser } from '../support/testBrowser.ts';
import { createUser } from '../support/users.ts';

const app = setUpTestApp(startTestAppWithDatabase);

const query = jest.spyOn(pg.Client.prototype, 'query');

/** Returns how many statements a sign-in needs. */
async function statementsOf(
  browser: TestBrowser,
  email: string,
  password: string,
): Promise<[number, number]> {
  query.mockClear();
  const headers = { 'x-nf-client-connection-ip': '203.0.113.9' };
  const body = credentials(email, password);
  const response: FunctionResponse = await browser.send({
    method: 'POST',
    path: `${AUTH}/signin`,
    body,
    headers,
  });
  return [response.statusCode, query.mock.calls.length];
}

function expectBetween(
  [status, count]: [number, number],
  expected: number,
  least: number,
  most: number,
): void {
  expect(status).toBe(expected);
  expect(count).toBeGreaterThanOrEqual(least);
  expect(count).toBeLessThanOrEqual(most);
}

/** The numbers are in docs/guides/outgrow-one-machine.md. */
it('a try to sign in costs the database as many statements as documented', async () => {
  const { email, browser } = await createUser(app);
  const known = browser.copy();
  const unknown = () => app.newBrowser();
  expectBetween(await statementsOf(unknown(), email, 'wrong 1 pass'), 200, 4, 7);
  expectBetween(await statementsOf(known, email, 'wrong 1 pass'), 200, 4, 7);
  expectBetween(await statementsOf(known, email, PASSWORD), 200, 10, 17);
  expectBetween(await statementsOf(unknown(), email, PASSWORD), 200, 10, 17);
  for (let tries = 0; tries < 5; tries += 1) await statementsOf(unknown(), email, 'wrong 1 pass');
  expectBetween(await statementsOf(unknown(), email, 'wrong 1 pass'), 429, 1, 2);
});
