/** @jest-environment node */
import { randomBytes } from 'node:crypto';
import type {
  FunctionContext,
  FunctionEvent,
  FunctionResponse,
} from '../../netlify/platform/http/message.ts';
import { toWebHandler } from '../../netlify/platform/deploy/webHandler.ts';
import { netlifyContext } from '../support/functionCall.ts';

const ADDRESS = 'https://www.example.com/.netlify/functions/echo';

type Seen = FunctionEvent & Record<string, unknown>;

/** The event that a function with the Lambda signature receives. */
async function seenBy(
  request: Request,
  given = netlifyContext,
): Promise<{ event: Seen; context: FunctionContext }> {
  const seen = Promise.withResolvers<{ event: Seen; context: FunctionContext }>();
  const deployed = toWebHandler((event, context) => {
    seen.resolve({ event: event as Seen, context });
    return Promise.resolve({ statusCode: 200, body: '' });
  });
  await deployed(request, given);
  return seen.promise;
}

/** The Response for a response of the Lambda signature. */
const respond = (response: FunctionResponse) =>
  toWebHandler(() => Promise.resolve(response))(new Request(ADDRESS), netlifyContext);

describe('the event', () => {
  it('has the client address of the context where no header has it, and never replaces a header', async () => {
    const context = { ...netlifyContext, ip: '203.0.113.7' };
    expect((await seenBy(new Request(ADDRESS), context)).event.headers).toMatchObject({
      'x-nf-client-connection-ip': '203.0.113.7',
    });
    const headers = { 'x-nf-client-connection-ip': '203.0.113.8' };
    expect((await seenBy(new Request(ADDRESS, { headers }), context)).event.headers).toMatchObject(headers);
    const unknown = await seenBy(new Request(ADDRESS), { ...netlifyContext, ip: '' });
    expect(unknown.event.headers).not.toHaveProperty('x-nf-client-connection-ip');
  });

  it('has all of repeated query values, and names that every object has', async () => {
    const { event } = await seenBy(new Request(`${ADDRESS}?a=1&a=2,3&constructor=x&__proto__=y&a=%20`));
    expect(event.queryStringParameters).toEqual(
      Object.fromEntries([
        ['a', '1, 2,3,  '],
        ['constructor', 'x'],
        ['__proto__', 'y'],
      ]),
    );
    expect(event.multiValueQueryStringParameters).toMatchObject({ a: ['1', '2,3', ' '], constructor: ['x'] });
    expect([event.rawUrl, event.rawQuery]).toEqual([
      `${ADDRESS}?a=1&a=2,3&constructor=x&__proto__=y&a=%20`,
      'a=1&a=2,3&constructor=x&__proto__=y&a=%20',
    ]);
  });

  it('has an empty query where there is none', async () => {
    const { event } = await seenBy(new Request(ADDRESS));
    expect(event).toMatchObject({
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
      rawQuery: '',
    });
    expect([event.path, event.httpMethod, event.body]).toEqual(['/.netlify/functions/echo', 'GET', null]);
  });

  it('keeps commas in header values', async () => {
    const headers = new Headers({ 'User-Agent': 'A/1 (B, like C)', date: 'Fri, 27 Nov 2026 00:00:00 GMT' });
    headers.append('accept', 'a/b');
    headers.append('accept', 'c/d');
    const { event } = await seenBy(new Request(ADDRESS, { headers }));
    expect(event.headers).toMatchObject({ 'user-agent': 'A/1 (B, like C)', accept: 'a/b, c/d' });
    expect(event.multiValueHeaders).toMatchObject({ date: ['Fri, 27 Nov 2026 00:00:00 GMT'] });
  });

  it.each([
    [undefined, true],
    ['application/octet-stream', true],
    ['multipart/form-data; boundary=x', true],
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['text/plain', false],
  ])('has a body of type %s in base64: %s, byte for byte, behind a query too', async (type, base64) => {
    for (const query of ['', '?a=1']) {
      const sent = base64 ? randomBytes(100_000) : Buffer.from('ä{"x":"\u0000😀"}');
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
      const { event } = await seenBy(new Request(ADDRESS + query, { method: 'POST', body: sent, headers }));
      expect(event.isBase64Encoded).toBe(base64);
      expect(Buffer.from(event.body ?? '', base64 ? 'base64' : 'utf8').equals(sent)).toBe(true);
    }
  });

  it('has a context without a remaining time, so that middy does not time out immediately', async () => {
    const { context } = await seenBy(new Request(ADDRESS));
    expect(context).toMatchObject({ getRemainingTimeInMillis: undefined });
    expect(context.awsRequestId).toBe('test');
  });
});

describe('the response', () => {
  it('has one Set-Cookie header per cookie, also with commas in dates', async () => {
    const cookies = ['a=1; Expires=Fri, 27 Nov 2026 00:00:00 GMT', 'b=2; Path=/', 'a=3; Path=/x'];
    const response = await respond({
      statusCode: 200,
      multiValueHeaders: { 'Set-Cookie': cookies },
      body: '',
    });
    expect(response.headers.getSetCookie()).toEqual(cookies);
  });

  it('sends a header that is in both lists once, with the values of the multi-value list', async () => {
    const response = await respond({
      statusCode: 200,
      headers: { 'set-cookie': 'a=1', Vary: 'Origin', etag: 'x' },
      multiValueHeaders: { 'Set-Cookie': ['b=2'], vary: ['Cookie', 'Origin'] },
      body: '',
    });
    expect(response.headers.getSetCookie()).toEqual(['b=2']);
    expect([response.headers.get('vary'), response.headers.get('etag')]).toEqual(['Cookie, Origin', 'x']);
  });

  it.each([204, 205, 304])('can have status %i with an empty body', async (statusCode) => {
    const response = await respond({ statusCode, headers: { allow: 'GET' }, body: '' });
    expect([response.status, response.body, response.headers.get('allow')]).toEqual([
      statusCode,
      null,
      'GET',
    ]);
  });

  it('adds no content type', async () => {
    expect(
      (await respond({ statusCode: 303, headers: { location: '/' }, body: '' })).headers.has('content-type'),
    ).toBe(false);
  });

  it.each([0, 1, 1_000_000])('has %i bytes as they are, from text and from base64', async (size) => {
    const bytes = randomBytes(size);
    const binary = { statusCode: 200, isBase64Encoded: true, body: bytes.toString('base64') };
    expect(Buffer.from(await (await respond(binary)).arrayBuffer()).equals(bytes)).toBe(true);
    const text = 'é'.repeat(size);
    expect(await (await respond({ statusCode: 200, body: text })).text()).toBe(text);
  });
});

it('rejects when the function rejects', async () => {
  const failing = toWebHandler(() => Promise.reject(new Error('broken')));
  await expect(failing(new Request(ADDRESS), netlifyContext)).rejects.toThrow('broken');
});
