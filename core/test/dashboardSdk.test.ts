import { CollectingResponse, middleware, PreParsedRequest } from 'supertokens-node/framework/custom';
import Dashboard from 'supertokens-node/recipe/dashboard';
import EmailPassword from 'supertokens-node/recipe/emailpassword';
import Multitenancy from 'supertokens-node/recipe/multitenancy';
import Session from 'supertokens-node/recipe/session';
import { startSdkCore } from './support/sdkCore';
import type { TestCore } from './support/testCore';

const PASSWORD = 'dashpass1';

describe('through the SDK', () => {
  let core: TestCore;

  beforeAll(async () => {
    core = await startSdkCore([
      Dashboard.init({ admins: ['admin@example.com'] }),
      Multitenancy.init(),
      EmailPassword.init(),
      Session.init(),
    ]);
    for (const email of ['admin@example.com', 'viewer@example.com'])
      await core.call('POST', '/recipe/dashboard/user', { email, password: PASSWORD });
    for (const email of ['ada@example.com', 'bob@example.org'])
      await EmailPassword.signUp('public', email, 'secret');
  });

  afterAll(() => core.close());

  /** Sends a request of the dashboard page to the SDK. */
  async function ask(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
    sessionId = '',
    tenant = '',
  ) {
    const url = new URL(`/auth${tenant}/dashboard/api${path}`, 'http://localhost:8888');
    const request = new PreParsedRequest({
      url: url.href,
      method,
      headers: new Headers({ authorization: `Bearer ${sessionId}` }),
      cookies: {},
      query: Object.fromEntries(url.searchParams),
      getJSONBody: () => Promise.resolve(body),
      getFormBody: () => Promise.resolve(body),
    });
    const response = new CollectingResponse();
    expect(await middleware()(request, response)).toEqual({ handled: true });
    return {
      status: response.statusCode,
      body: (response.body?.startsWith('{') === true ? JSON.parse(response.body) : {}) as Record<
        string,
        never
      >,
    };
  }
  const signIn = async (email: string) =>
    (await ask('post', '/signin', { email, password: PASSWORD })).body.sessionId as unknown as string;

  test('signs in, lists users, signs out', async () => {
    const sessionId = await signIn('viewer@example.com');
    const users = await ask('get', '/users?limit=10', undefined, sessionId);
    expect(users.body.users).toMatchObject([
      { emails: ['bob@example.org'] },
      { emails: ['ada@example.com'] },
    ]);
    expect((await ask('get', '/search/tags', undefined, sessionId)).body.tags).toEqual([
      'email',
      'phone',
      'provider',
    ]);
    const found = await ask('get', '/users?limit=10&email=example.com', undefined, sessionId);
    expect(found.body.users).toMatchObject([{ emails: ['ada@example.com'] }]);
    await ask('post', '/signout', undefined, sessionId);
    expect((await ask('get', '/users?limit=10', undefined, sessionId)).status).toBe(401);
  });

  test('returns a tenant with its settings', async () => {
    await Multitenancy.createOrUpdateTenant('acme', { coreConfig: { totp_max_attempts: 4 } });
    const sessionId = await signIn('viewer@example.com');
    const { tenant } = (await ask('get', '/tenant', undefined, sessionId, '/acme')).body;
    expect(tenant).toMatchObject({ tenantId: 'acme', userCount: 0 });
    expect((tenant as unknown as { coreConfig: object[] }).coreConfig).toContainEqual(
      expect.objectContaining({ key: 'totp_max_attempts', value: 4 }),
    );
  });

  test('only admins may make changes', async () => {
    const body = { tenantId: 'made' };
    expect((await ask('post', '/tenant', body, await signIn('viewer@example.com'))).status).toBe(403);
    expect((await ask('post', '/tenant', body, await signIn('admin@example.com'))).body).toMatchObject({
      status: 'OK',
      createdNew: true,
    });
  });

  test('refuses a wrong password and a missing session', async () => {
    const wrong = await ask('post', '/signin', { email: 'admin@example.com', password: 'wrongpass1' });
    expect(wrong.body).toEqual({ status: 'INVALID_CREDENTIALS_ERROR' });
    expect((await ask('get', '/users?limit=10', undefined, 'nosuch')).status).toBe(401);
  });
});
