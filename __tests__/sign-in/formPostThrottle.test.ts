import {
  AUTH,
  PASSWORD,
  resumeTime,
  signUp,
  stopTime,
  setUpTestApp,
  credentials,
} from '../support/testApp.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { setCookies, type TestBrowser } from '../support/testBrowser.ts';
import { formRequest } from '../support/formRequest.ts';

const app = setUpTestApp(startTestAppWithDatabase);

const signIn = (browser: TestBrowser, email: string, password: string) =>
  browser.send(formRequest(`${AUTH}/form/signin`, { email, password }));

it('counts attempts by form and by widget together, and says how long to wait', async () => {
  const email = 'counted@example.com';
  await signUp(app.newBrowser(), email);
  // The wait must not be over because this machine is busy.
  stopTime();
  const problems: (string | null)[] = [];
  let wait: string | null = null;
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const response = await signIn(app.newBrowser(), email, `wrong horse ${attempt}`);
    const { searchParams } = new URL(responseHeader(response, 'location') ?? '', 'http://site.invalid');
    problems.push(searchParams.get('formError'));
    wait = searchParams.get('wait');
  }
  expect(problems[0]).toBe('wrong_credentials');
  expect(problems.at(-1)).toBe('too_many_tries');
  expect(wait).toMatch(/^[1-9]\d*$/);
  const widget = await app.newBrowser().send({
    method: 'POST',
    path: `${AUTH}/signin`,
    body: credentials(email),
  });
  expect(widget.statusCode).toBe(429);
  resumeTime();
});

it('remembers the browser after a sign-in by form', async () => {
  const email = 'remembered@example.com';
  await signUp(app.newBrowser(), email);
  const response = await signIn(app.newBrowser(), email, PASSWORD);
  expect(setCookies(response)).toContainEqual(
    expect.stringMatching(/^knownBrowser=[^;]+; Path=\/\.netlify\/functions;/),
  );
});
