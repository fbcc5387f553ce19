import { connect } from 'node:net';
import { rawCall } from './support/rawCall';
import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

let core: TestCore;

beforeAll(async () => {
  core = await startTestCore();
  await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop' });
  await core.call('PUT', '/appid-shop/recipe/multitenancy/tenant/v2', { tenantId: 'north' });
});

afterAll(() => core.close());

const notFound = (app: string, tenant: string) =>
  'AppId or tenantId not found => Tenant with the following connectionURIDomain, appId and tenantId ' +
  `combination not found: (, ${app}, ${tenant})`;

describe('addresses', () => {
  test.each([
    ['/users/count', 200],
    ['/public/users/count', 200],
    ['/appid-public/users/count', 200],
    ['/appid-shop/users/count', 200],
    ['/appid-shop/north/users/count', 200],
    ['/APPID-SHOP/North/Users/Count/', 200],
    ['/us%65rs/count', 200],
    ['/recipe/users/count', 404],
    ['/a/b/users/count', 404],
    ['/users/count/more', 404],
    ['/%zz', 400],
  ])('%s returns %i', async (path, status) => {
    expect((await core.call('GET', path)).status).toBe(status);
  });

  test('the error names an unknown app or tenant', async () => {
    expect((await core.call('GET', '/appid-none/users/count')).body.text).toBe(notFound('none', 'public'));
    expect((await core.call('GET', '/appid-shop/south/users/count')).body.text).toBe(
      notFound('shop', 'south'),
    );
    expect((await core.call('GET', '/north/users/count')).body.text).toBe(notFound('public', 'north'));
  });

  test('app-level calls are refused under any tenant, existing or not', async () => {
    for (const tenant of ['north', 'nowhere']) {
      const reply = await core.call('GET', `/appid-shop/${tenant}/user/id?userId=x`);
      expect([reply.status, reply.body.text]).toEqual([
        403,
        'Only public tenantId can call this app specific API',
      ]);
    }
  });
});

describe('order of checks', () => {
  test('version, path, method, body, tenant', async () => {
    const version = { 'cdi-version': '1.0' };
    expect((await core.call('GET', '/nowhere/at/all', undefined, version)).body.text).toBe(
      'cdi-version 1.0 not supported',
    );
    expect((await core.call('GET', '/recipe/signup')).status).toBe(405);
    expect((await core.call('POST', '/ghost/recipe/signup', {})).body.text).toBe(
      "Field name 'email' is invalid in JSON input",
    );
  });

  test('an invalid version is a bad request', async () => {
    const reply = await core.call('GET', '/users/count', undefined, { 'cdi-version': 'new' });
    expect([reply.status, reply.body.text]).toEqual([400, 'cdi-version header is invalid']);
  });

  const signInAs = (type: string) =>
    core.call('POST', '/recipe/signin', { email: 'a@example.com', password: 'x' }, { 'content-type': type });

  test.each(['application/json', 'Application/JSON; charset=utf-8', 'application/problem+json'])(
    'reads a body of type %s',
    async (type) => {
      expect((await signInAs(type)).body).toEqual({ status: 'WRONG_CREDENTIALS_ERROR' });
    },
  );

  test.each([
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; x=application/json',
    'application/jsonp',
    'null',
  ])('refuses a body of type %s, which a web page could send', async (type) => {
    const reply = await signInAs(type);
    expect([reply.status, reply.body.text]).toEqual([415, 'Content-Type must be application/json']);
  });

  test('reads a body without a type', async () => {
    const body = '{"email":"a@example.com","password":"x"}';
    const head = `POST /recipe/signin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`;
    expect(await rawCall(core.url, `${head}Content-Length: ${body.length}\r\n\r\n${body}`)).toBe(200);
  });

  test.each([
    ['a list with one item stands for the item', { email: ['unknown@example.com'], password: 'x' }, 200],
    ['a list with two items does not', { email: ['a', 'b'], password: 'x' }, 400],
    ['an object does not', { email: { 0: 'a' }, password: 'x' }, 400],
  ])('%s', async (_name, body, status) => {
    expect((await core.call('POST', '/recipe/signin', body)).status).toBe(status);
  });

  const PATH = '/recipe/user/metadata';
  const putMetadata = async (json: string) =>
    (await core.call('PUT', PATH, `{"userId":"u","metadataUpdate":{"text":${json}}}`)).body;

  test.each([
    ['NUL', '"a\0b"', 'a\0b'],
    ['a tab and an escape', '"\t\\u0001\u0002\\\\"', '\t\u0001\u0002\\'],
    ['a line break', '"a\nb"', 'a\nb'],
    ['a line break of another system', '"a\r\nb\rc"', 'a\nb\nc'],
    ['an escaped line break', '"a\\\nb"', 'a\nb'],
    ['a quotation mark', '"\\"\0\\""', '"\0"'],
  ])('accepts %s unescaped inside a string', async (_name, json, text) => {
    expect(await putMetadata(json)).toEqual({ status: 'OK', metadata: { text } });
    expect((await core.call('GET', `${PATH}?userId=u`)).body.metadata).toEqual({ text });
  });

  test.each(['\0"a"', '"a"\0', '"\\\0"', '"\0', '"\\ud800'])(
    'refuses control characters elsewhere: %j',
    async (json) => {
      expect(await putMetadata(json)).toEqual({ text: 'Invalid Json Input' });
    },
  );

  test('replaces lone surrogates by question marks in texts and names', async () => {
    const given = String.raw`{"a":"\ud800","b":["\uDFFF\ud83d"],"c\udc00":{"d\ud800":"\ud83d\ude00"}}`;
    const text = { a: '?', b: ['??'], 'c?': { 'd?': '\u{1f600}' } };
    expect(await putMetadata(given)).toEqual({ status: 'OK', metadata: { text } });
    expect((await core.call('GET', `${PATH}?userId=u`)).body.metadata).toEqual({ text });
  });

  test('replaces lone surrogates in other stored texts', async () => {
    const half = String.raw`"x\ud800"`;
    await core.call('PUT', '/recipe/role', `{"role":${half},"permissions":[${half}]}`);
    expect((await core.call('GET', '/recipe/roles')).body.roles).toContain('x?');
    expect((await core.call('GET', '/recipe/permission/roles?permission=x?')).body.roles).toEqual(['x?']);

    const data = `"userDataInJWT":{"claim":${half}},"userDataInDatabase":{"data":${half}}`;
    const session = `{"userId":${half},"enableAntiCsrf":false,"useDynamicSigningKey":true,${data}}`;
    const created = (await core.call('POST', '/recipe/session', session)).body;
    const found = await core.call('GET', `/recipe/session?sessionHandle=${created.session.handle}`);
    const stored = { userId: 'x?', userDataInJWT: { claim: 'x?' }, userDataInDatabase: { data: 'x?' } };
    expect(found.body).toMatchObject(stored);
    const payload = Buffer.from(created.accessToken.token.split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(payload)).toMatchObject({ sub: 'x?', claim: 'x?' });

    const account = `{"email":"half\\udc00@example.com","password":${half}}`;
    expect((await core.call('POST', '/recipe/signup', account)).body.user).toMatchObject({
      emails: ['half?@example.com'],
    });
    const sameAccount = { email: 'half?@example.com', password: 'x?' };
    expect((await core.call('POST', '/recipe/signin', sameAccount)).body.status).toBe('OK');
  });

  test('an unsupported method gets 405, an unknown one 501', async () => {
    const statuses = (methods: string[], path: string) =>
      Promise.all(methods.map(async (method) => (await core.call(method, path)).status));
    expect(await statuses(['PATCH', 'OPTIONS', 'HEAD', 'DELETE'], '/recipe/signup')).toEqual([
      405, 405, 405, 405,
    ]);
    expect(await statuses(['PATCH'], '/nowhere')).toEqual([405]);
    expect(await statuses(['PROPFIND', 'PURGE', 'LOCK'], '/recipe/signup')).toEqual([501, 501, 501]);
  });

  test('refuses a body that is too deep or too large', async () => {
    const deep = `{"email":${'['.repeat(300)}${']'.repeat(300)}}`;
    expect((await core.call('POST', '/recipe/signup', deep)).body.text).toBe('Invalid Json Input');
    const brackets = JSON.stringify({ email: 'a@example.com', password: '['.repeat(300) });
    expect((await core.call('POST', '/recipe/signin', brackets)).status).toBe(200);
    const large = JSON.stringify({ email: 'x'.repeat(6 * 1024 * 1024) });
    expect((await core.call('POST', '/recipe/signup', large)).status).toBe(413);
  });

  test('text responses end with a line break and have the real core’s content type', async () => {
    const response = await fetch(`${core.url}/nowhere`);
    expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(await response.text()).toBe('Not found\n');
  });

  test('malformed HTTP gets a 400', async () => {
    const { hostname, port } = new URL(core.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write('nonsense\r\n\r\n'));
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
  });
});
