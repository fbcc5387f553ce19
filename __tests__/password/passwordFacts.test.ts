import { AUTH, credentials, passTime, signUp, startTestApp, setUpTestApp } from '../support/testApp.ts';

const YEAR_MS = 365 * 24 * 3_600_000;

const app = setUpTestApp(startTestApp);

const post = (path: string, body: object) =>
  app.newBrowser().send({ method: 'POST', path: `${AUTH}/${path}`, body });

it('a password does not expire', async () => {
  await signUp(app.newBrowser(), 'loyal@example.com');
  passTime(5 * YEAR_MS);
  const response = await post('signin', credentials('loyal@example.com'));
  expect(JSON.parse(response.body)).toMatchObject({ status: 'OK' });
});

it.each(['hint', 'question', 'securityAnswer'])('a sign-up does not accept a %s', async (id) => {
  const { formFields } = credentials(`${id}@example.com`) as { formFields: object[] };
  const refused = await post('signup', { formFields: [...formFields, { id, value: 'my first pet' }] });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).not.toContain('first pet');
  expect(JSON.parse((await post('signup', { formFields })).body)).toMatchObject({ status: 'OK' });
});
