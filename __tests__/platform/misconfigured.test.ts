import { AUTH, USER } from '../support/testApp.ts';
import { bodyOf } from '../support/testBrowser.ts';

it.each([
  [
    { SUPERTOKENS_CONNECTION_URI: 'core.example' },
    'SUPERTOKENS_CONNECTION_URI must be the http or https address',
  ],
  [{ WEBSITE_DOMAIN: 'www.example.com' }, 'WEBSITE_DOMAIN must be an origin'],
  [{ API_BASE_PATH: '/auth' }, 'WEBSITE_BASE_PATH must not meet API_BASE_PATH'],
])('an environment with %j answers 500, and the log says in one line what to correct', async (env, line) => {
  jest.resetModules();
  const before = { ...process.env };
  const { startTestApp: start } = await import('../support/testApp.ts');
  const app = await start(env, { invalidEnv: true });
  for (const path of [USER, `${AUTH}/signin`]) {
    const response = await app.newBrowser().send({ path });
    expect(response.statusCode).toBe(500);
    expect(bodyOf(response)).toMatchObject({ error: { code: 'INTERNAL_ERROR' } });
    expect(response.body).not.toContain(Object.keys(env)[0]);
    expect(app.log.splice(0)).toEqual([
      expect.objectContaining({ status: 500, cause: expect.stringContaining(line) as string }),
    ]);
  }
  await app.close();
  process.env = before;
});
