import { actionKey } from '../../scripts/action-key.ts';
import { BuiltSite, cookiesOf } from '../support/builtSite.ts';
import { serverActionIds } from '../support/serverActions.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await BuiltSite.start();
});
afterAll(() => site.close());

const BOUNDARY = 'b0undary';

function postForm(path: string, fields: Record<string, string>, cookie: string) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const headers = {
    cookie,
    'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    origin: 'https://www.example.com',
    'sec-fetch-site': 'same-origin',
    // Netlify runs the proxy at its edge; this is what the proxy adds.
    'x-request-path': path,
  };
  return site.askPage({ path, method: 'POST', headers, body: `${parts.join('')}--${BOUNDARY}--\r\n` });
}

async function signUp(): Promise<{ cookie: string; userId: string }> {
  const formFields = [
    { id: 'email', value: 'forms@example.com' },
    { id: 'password', value: 'correct horse 7 battery' },
  ];
  const path = '/.netlify/functions/auth/signup';
  const answer = await site.callFunction({ path, method: 'POST', body: { formFields } });
  const { user } = JSON.parse(answer.body) as { user: { id: string } };
  return { cookie: cookiesOf(answer), userId: user.id };
}

test('ids of server actions depend only on the key, the file and the name of the export', () => {
  const key = actionKey(process.env.BUILD_SECRET ?? '');
  const ids = serverActionIds(key);
  expect(ids.key).toBe(key);
  expect(ids.built.length).toBeGreaterThan(5);
  expect(ids.built).toEqual(ids.derived);
});

test('a form without JavaScript reaches its action, and one of another build gets a page with what the user entered', async () => {
  const { cookie, userId } = await signUp();
  const page = await site.page('/account', cookie);
  const hidden = [
    ...page.body.matchAll(/<input type="hidden" name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g),
  ].map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]);
  const fields = {
    ...(Object.fromEntries(hidden) as Record<string, string>),
    formUser: userId,
    name: 'Ada <b>',
  };
  expect(Object.keys(fields).length).toBeGreaterThan(3);

  const known = await postForm('/account', fields, cookie);
  expect(known.status).toBe(200);
  expect(known.headers['content-type']).toContain('text/html');

  const old = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value.replace(/"id":"\w+"/, `"id":"60${'0'.repeat(40)}"`),
    ]),
  );
  const gone = await postForm('/account', old, cookie);
  expect(gone.status).toBe(409);
  expect(gone.headers['cache-control']).toContain('no-store');
  expect(gone.body).toContain('This site was updated');
  expect(gone.body).toContain('<dd>Ada &lt;b&gt;</dd>');
});
