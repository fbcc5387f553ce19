import { responseHeader } from '../../netlify/platform/http/message.ts';
import { AUTH, credentials, PROFILE, startTestApp, USER, setUpTestApp } from '../support/testApp.ts';
import { lambdaContext } from '../support/lambdaEvent.ts';
import { wellFormedRefusal } from '../support/refusals.ts';
import { bodyOf } from '../support/testBrowser.ts';

const app = setUpTestApp(startTestApp);
beforeEach(() => {
  app.core.reset();
  app.log.splice(0);
});

const jsonType = { 'content-type': 'application/json' };

function post(
  path: string,
  body: string | object | undefined,
  headers: Record<string, string> = {},
  base64?: boolean,
) {
  return app.newBrowser().send({ method: 'POST', path: `${AUTH}${path}`, body, headers, base64 });
}

it.each(['/nothing', '', '/signin/more', '/nowhere/signin', '/nowhere/../nothing'])(
  'answers 404 at %j below the auth function to every caller',
  async (path) => {
    expect(wellFormedRefusal(await post(path, credentials('a@example.com')))).toEqual([404, 'NOT_FOUND']);
    expect(app.log.at(-1)).toMatchObject({ status: 404, outcome: 'not_found' });
    expect(app.log.at(-1)).not.toHaveProperty('cause');
  },
);

describe('bodies', () => {
  it.each(['{nope', 'formFields=x', '"text"', '1', 'null', '[]', '\u0000'])(
    'rejects %j, which is not a JSON object',
    async (body) => {
      expect(wellFormedRefusal(await post('/signin', body, jsonType))).toEqual([400, 'BAD_REQUEST']);
      expect(app.core.calls).toEqual([]);
    },
  );

  it.each([undefined, '', '  '])('treats %j as missing, which the SDK refuses', async (body) => {
    const response = await post('/signin', body, jsonType);
    expect(response.statusCode).toBe(400);
    expect(bodyOf(response)).toEqual({ message: 'Missing input param: formFields' });
  });

  it.each([
    [{}],
    [{ formFields: 'text' }],
    [{ formFields: [null] }],
    [{ formFields: [{ id: 'email', value: 1 }] }],
    [{ formFields: [] }],
  ])('the SDK refuses %j', async (body) => {
    const response = await post('/signin', body);
    expect([200, 400]).toContain(response.statusCode);
    expect(response.body).toMatch(/message|FIELD_ERROR/);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/jsonp',
  ])('of type %s is refused, as text and as base64', async (type) => {
    const body = JSON.stringify(credentials('a@example.com'));
    for (const base64 of [false, true]) {
      expect(wellFormedRefusal(await post('/signin', body, { 'content-type': type }, base64))).toEqual([
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ]);
    }
  });

  it('without a type is refused', async () => {
    const body = JSON.stringify(credentials('a@example.com'));
    expect(wellFormedRefusal(await post('/signin', body, {}, true))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('in base64 is decoded', async () => {
    const response = await post(
      '/signup',
      JSON.stringify(credentials('base64@example.com')),
      { 'content-type': 'application/json; charset=utf-8' },
      true,
    );
    expect(bodyOf(response)).toMatchObject({ status: 'OK' });
  });

  it('in invalid base64 is not JSON', async () => {
    expect(wellFormedRefusal(await post('/signin', '\u00ff\u00fe', jsonType, true))).toEqual([
      400,
      'BAD_REQUEST',
    ]);
  });

  it.each([false, true])('of a megabyte is refused (base64: %s)', async (base64) => {
    const body = JSON.stringify({ formFields: [{ id: 'email', value: 'x'.repeat(1_000_000) }] });
    expect(wellFormedRefusal(await post('/signin', body, jsonType, base64))).toEqual([
      413,
      'PAYLOAD_TOO_LARGE',
    ]);
    expect(app.core.calls).toEqual([]);
  });
});

describe('paths and methods', () => {
  it.each([
    '',
    '/',
    '/nope',
    '/signin/extra',
    '/session/refresh/navigate/more',
    '/%2e%2e/x',
    '/a b',
    '/%zz',
    `/${'x'.repeat(5000)}`,
    '/<script>',
  ])('answers 404 at %j', async (path) => {
    const response = await app.newBrowser().send({ path: `${AUTH}${path}` });
    expect(wellFormedRefusal(response)).toEqual([404, 'NOT_FOUND']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'BREW'])('user and profile do not support %s', async (method) => {
    for (const [path, allowed] of [
      [USER, 'GET, HEAD, OPTIONS'],
      [PROFILE, 'GET, PATCH, HEAD, OPTIONS'],
    ] as const) {
      const response = await app.newBrowser().send({ method, path });
      expect(wellFormedRefusal(response)).toEqual([405, 'METHOD_NOT_ALLOWED']);
      expect(responseHeader(response, 'allow')).toBe(allowed);
    }
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'BREW'])('auth does not support %s', async (method) => {
    const response = await app.newBrowser().send({ method, path: `${AUTH}/signin` });
    expect(wellFormedRefusal(response)).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(responseHeader(response, 'allow')).toBe('POST, OPTIONS');
  });
});

it('refuses an event without headers, body and query, because it names no host', async () => {
  const { handler } = await import('../../netlify/functions/auth.ts');
  const bare = {
    path: `${AUTH}/signin`,
    httpMethod: 'GET',
    headers: null,
    body: null,
    isBase64Encoded: true,
  };
  expect((await handler(bare as never, lambdaContext)).statusCode).toBe(421);
});
