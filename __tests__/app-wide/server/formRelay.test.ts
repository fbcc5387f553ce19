import type * as Route from '@/app/form-relay/route';
import type { AnswerServer } from '../../support/answers';
import { askForPage, request, startFunctionServer } from '../../support/pageRequest';

let server: AnswerServer;
let route: typeof Route;

beforeAll(async () => {
  server = await startFunctionServer();
  route = await import('@/app/form-relay/route');
});
afterAll(() => server.close());

beforeEach(() => askForPage(server, '/account?a=1'));

function post(form: FormData, headers: Record<string, string> = {}) {
  const sent = { 'sec-fetch-site': 'same-origin', cookie: 'sAccessToken=token', ...headers };
  return route.POST(
    new Request(`${server.origin}/form-relay`, { method: 'POST', headers: sent, body: form }),
  );
}

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const notFound = { status: 409, body: {}, headers: { 'x-nextjs-action-not-found': '1' } };

test('forwards the form to its page and returns the response with its cookies', async () => {
  const headers = { 'set-cookie': ['a=1; Path=/', 'b=2, 3'], 'content-security-policy': 'p', 'x-other': '1' };
  server.next = { status: 303, body: {}, headers: { ...headers, location: '/account' } };
  const response = await post(formOf({ name: 'Ada' }));
  expect(response.status).toBe(303);
  expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2, 3']);
  expect(response.headers.get('location')).toBe('/account');
  expect(response.headers.get('content-security-policy')).toBe('p');
  expect(response.headers.has('x-other')).toBe(false);
  expect(server.requests).toMatchObject([
    {
      method: 'POST',
      url: '/account?a=1',
      headers: {
        'x-form-relayed': '1',
        cookie: 'sAccessToken=token',
        'sec-fetch-site': 'same-origin',
        origin: server.origin,
      },
    },
  ]);
});

test.each(['null', 'garbage', ''])(
  'accepts the origin %p from a browser that names this site',
  async (origin) => {
    server.next = { status: 200, body: {} };
    expect((await post(formOf({ name: 'Ada' }), { origin })).status).toBe(200);
    expect(server.requests).toMatchObject([{ headers: { origin: server.origin } }]);
  },
);

test.each([
  [400, 'This form could not be read'],
  [413, 'This form is too large'],
  [500, 'Something went wrong'],
])('replaces a response of the page with %d by a page', async (status, title) => {
  server.next = { status, body: { internal: 'text' } };
  const response = await post(formOf({ name: 'Ada' }));
  expect(response.status).toBe(status);
  const html = await response.text();
  expect(html).toContain(`<h1>${title}</h1>`);
  expect(html).toContain('href="/account?a=1"');
  expect(html).not.toContain('internal');
});

test('responds 400 to a truncated body', async () => {
  const broken = new ReadableStream({
    start: (controller) => controller.error(new Error('aborted')),
  });
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=b' };
  const init = { method: 'POST', headers, body: broken, duplex: 'half' };
  const response = await route.POST(new Request(`${server.origin}/form-relay`, init));
  expect(response.status).toBe(400);
  expect(server.requests).toEqual([]);
});

test('shows at most 20 fields of 5000 characters', async () => {
  server.next = notFound;
  const fields = Array.from({ length: 30 }, (_, index) => [`field${index}`, `<${'x'.repeat(6000)}`]);
  const response = await post(formOf(Object.fromEntries(fields) as Record<string, string>));
  expect(response.status).toBe(409);
  const html = await response.text();
  expect(html.match(/<dd>/g)).toHaveLength(20);
  expect(html).toContain(`<dd>&lt;${'x'.repeat(4999)}…</dd>`);
});

test('shows no secrets, no files, and no fields that the user did not fill', async () => {
  server.next = notFound;
  const form = formOf({
    ...{ $ACTION_KEY: 'k', formUser: 'u', username: 'ada', password: 's', newPassword: 's', token: 't' },
    ...{ resetCode: 'c', 'client-secret': 's', user: 'u', give: 'admin', firstName: 'Ada', empty: ' ' },
  });
  form.append('picture', new File(['x'], 'x.png'));
  const html = await (await post(form)).text();
  expect([...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map((found) => found.slice(1))).toEqual([
    ['First name', 'Ada'],
  ]);
});

test('does not relay a relayed form again', async () => {
  expect((await post(formOf({ name: 'Ada' }), { 'x-form-relayed': '1' })).status).toBe(404);
  expect(server.requests).toEqual([]);
});

test.each<Record<string, string>>([{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])(
  'forwards nothing for another site: %j',
  async (headers) => {
    const response = await post(formOf({ name: 'Ada' }), headers);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('Ada');
    expect(server.requests).toEqual([]);
  },
);

test('responds 503 and logs if the page does not respond', async () => {
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await server.close();
  request.headers.set('host', new URL(server.origin).host);
  const response = await post(formOf({ name: 'Ada' }));
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('10');
  expect(String(error.mock.calls[0]?.[0])).toMatch(/"event":"form-relay-failed".*ECONNREFUSED/);
  error.mockRestore();
});
