import { FORM_REFUSALS } from '../../config/formRefusals.ts';
import { multipart, type FormPart } from '../support/browser/plainForms.ts';
import { problem } from '../support/browser/locators.ts';
import { sendRaw } from '../support/browser/rawRequest.ts';
import { serverActions } from '../support/serverActions.ts';
import { expect, test } from '../support/browser/test.ts';

const FRESH = '[{"status":"fresh"}]';
const bound = (id: string, value: unknown = '$@1') => JSON.stringify({ id, bound: value });
const ref = (name = '1'): FormPart => ({ name: `$ACTION_REF_${name}`, value: '' });
const field = (name: string, value: string, fileName?: string): FormPart => ({
  name,
  value,
  ...(fileName !== undefined && { fileName }),
});

/** The fields by which a form without JavaScript names its action, with another state. */
const withState = (state: string) => (id: string) => [
  ref(),
  field('$ACTION_1:0', bound(id)),
  field('$ACTION_1:1', state),
];

type PartsOf = (id: string) => FormPart[];

/** The fields name an action, but its arguments cannot be decoded. */
const UNDECODABLE: Record<string, PartsOf> = {
  'no state': (id) => [ref(), field('$ACTION_1:0', bound(id))],
  'a state that is no JSON': withState('{{{'),
  'an empty state': withState(''),
  'a reference to what is not there': withState('["$5"]'),
  'an action that is not there': withState('["$h2"]'),
  'a state that is null': withState('null'),
  'a number that is none': withState('["$nabc"]'),
  'too many arguments': withState(JSON.stringify(Array(2000).fill(1))),
  'lists 100 000 deep': withState('['.repeat(100_000) + ']'.repeat(100_000)),
  'a name that breaks off': (id) => [ref(), field('$ACTION_1:0', `{"id":"${id}"`)],
  'a name that is a file': (id) => [ref(), field('$ACTION_1:0', bound(id), 'a.txt')],
  'two names': (id) => [ref(), field('$ACTION_1:0', bound(id)), field('$ACTION_1:0', bound(id))],
  'a state that is a file': (id) => [
    ref(),
    field('$ACTION_1:0', bound(id)),
    field('$ACTION_1:1', FRESH, 'a.txt'),
  ],
  'two states': (id) => [...withState(FRESH)(id), field('$ACTION_1:1', '{')],
  'four references': (id) => [ref(), ref(), ref(), ref(), ...withState(FRESH)(id)],
  'a reference without a name': () => [ref('7')],
};

/** Bodies that Next can decode but that are no form. */
const DECODABLE: Record<string, PartsOf> = {
  'a bare name': (id) => [field(`$ACTION_ID_${id}`, '')],
  'no field of ours': withState(FRESH),
  'no arguments': withState('[]'),
  'a number for a state': withState('5'),
  'a promise that stays open': withState('["$@5"]'),
  'a form for a state': withState('["$K2"]'),
  'null for arguments': (id) => [ref(), field('$ACTION_1:0', bound(id, null))],
  'text for arguments': (id) => [ref(), field('$ACTION_1:0', bound(id, 'x'))],
  'a prototype': (id) => [ref(), field('$ACTION_1:0', `{"id":"${id}","bound":null,"__proto__":{"bound":1}}`)],
  'a huge number': (id) => [
    ref('9'.repeat(40)),
    field(`$ACTION_${'9'.repeat(40)}:0`, bound(id)),
    field(`$ACTION_${'9'.repeat(40)}:1`, FRESH),
  ],
  'an odd key': (id) => [...withState(FRESH)(id), field('$ACTION_KEY', '\u0000'.repeat(3000))],
  'a file for a key': (id) => [...withState(FRESH)(id), field('$ACTION_KEY', 'k', 'a.txt')],
  'our fields as files': (id) => [
    ...withState(FRESH)(id),
    ...['formUser', 'token', 'name', 'password', 'session', 'user'].map((name) => field(name, 'x', 'a.txt')),
  ],
};

const TEXT = 'text/plain;charset=UTF-8';
const MULTIPART = 'multipart/form-data; boundary=b';
const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** Bodies that Next's client code never sends, with their content types. */
const BODIES: Record<string, [type: string, body: string]> = {
  garbage: [TEXT, '{{{'],
  nothing: [TEXT, ''],
  'no arguments': [TEXT, '[]'],
  undefined: [TEXT, '["$undefined"]'],
  'a number for a form': [TEXT, '[{"status":"fresh"},5]'],
  'null for arguments': [TEXT, 'null'],
  'an object for arguments': [TEXT, '{"then":"$1"}'],
  'text for arguments': [TEXT, '"x"'],
  'too many arguments': [TEXT, JSON.stringify(Array(2000).fill(1))],
  'lists 100 000 deep': [TEXT, '['.repeat(100_000) + ']'.repeat(100_000)],
  'a reference to what is not there': [TEXT, '["$Q1"]'],
  'another content type': ['application/json', '[1,2]'],
  'fields of a plain form': ['application/x-www-form-urlencoded', 'a=b'],
  'no boundary': ['multipart/form-data', part('0', '[]')],
  'another boundary': ['multipart/form-data; boundary=c', `${part('0', '[]')}--b--\r\n`],
  'no part': [MULTIPART, '--b--\r\n'],
  'a part that breaks off': [MULTIPART, '--b\r\nContent-Di'],
  'no arguments among the parts': [MULTIPART, `${part('1', '[]')}--b--\r\n`],
  'a reference to no part': [MULTIPART, `${part('0', '["$5"]')}--b--\r\n`],
};

type Signed = Parameters<Parameters<typeof test>[2]>[0]['signedIn'];

async function headersOf({ context }: Signed, origin: string): Promise<Record<string, string>> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  return { cookie, origin, 'sec-fetch-site': 'same-origin', accept: 'text/html' };
}

/** Bodies that are decoded before the action is chosen are tried with one action only. */
const OF_EACH = [
  'a state that is no JSON',
  'a bare name',
  'no field of ours',
  'no arguments',
  'our fields as files',
];
const BODIES_OF_EACH = ['garbage', 'no arguments', 'a number for a form', 'no part'];

const chosen = <T>(table: Record<string, T>, name: string, ofEach: string[]) =>
  Object.entries(table).filter(([title]) => name === 'saveProfile' || ofEach.includes(title));

for (const { id, name, page } of serverActions()) {
  const path = page.replace('[userId]', 'no-such-user');

  test(`without JavaScript, ${name} responds to any action fields`, async ({ baseURL, signedIn }) => {
    const origin = baseURL ?? '';
    const common = await headersOf(signedIn, origin);
    const send = async (parts: FormPart[]) => {
      const { type, body } = multipart(parts);
      return sendRaw(origin, {
        method: 'POST',
        path,
        headers: { ...common, 'content-type': type },
        body,
      });
    };
    for (const [title, partsOf] of chosen(UNDECODABLE, name, OF_EACH)) {
      const { status, headers, body } = await send(partsOf(id));
      expect([title, status, headers['content-type']]).toEqual([title, 400, 'text/html; charset=utf-8']);
      expect(body).toContain('This form could not be read');
      expect(body).toContain('Open the page again');
    }
    const faults: string[] = [];
    for (const [title, partsOf] of chosen(DECODABLE, name, OF_EACH)) {
      const { status, body } = await send(partsOf(id));
      if (status >= 500 || /\bat .*\.js:\d+/.test(body)) faults.push(`${title}: ${status}`);
    }
    expect(faults).toEqual([]);
  });

  test(`with JavaScript, ${name} refuses what is no form`, async ({ baseURL, signedIn }) => {
    const origin = baseURL ?? '';
    const common = await headersOf(signedIn, origin);
    for (const [title, [type, body]] of chosen(BODIES, name, BODIES_OF_EACH)) {
      const headers = { ...common, accept: 'text/x-component', 'next-action': id, 'content-type': type };
      const answer = await sendRaw(origin, { method: 'POST', path, headers, body: Buffer.from(body) });
      expect([title, answer.status, answer.body]).toEqual([title, 400, FORM_REFUSALS.unreadable]);
      // Next's client code reads the message of no other content type.
      expect(answer.headers['content-type']).toBe('text/plain');
    }
  });
}

const IDS = ['x', `60${'0'.repeat(40)}`, 'a'.repeat(10_000), '', '__proto__', 'toString', '%00'];
const ORIGINS = ['garbage', 'null', '', 'http://', 'https://evil.example'];

test('unknown actions and odd senders are refused', async ({ baseURL, signedIn }) => {
  const origin = baseURL ?? '';
  const common = { ...(await headersOf(signedIn, origin)), 'content-type': TEXT };
  const action = serverActions().find(({ name }) => name === 'saveProfile')?.id ?? '';
  expect(action).not.toBe('');
  const body = Buffer.from('[]');
  const tries = [
    ...IDS.map((id) => ({ ...common, 'next-action': id })),
    ...ORIGINS.map((other) => ({ ...common, 'next-action': action, origin: other })),
    { ...common, 'next-action': action, 'x-forwarded-host': 'evil.example' },
    { ...common, 'next-action': action, 'sec-fetch-site': 'cross-site' },
    { ...common, 'next-action': action, 'next-router-state-tree': '%' },
    // With the header of the relay, which skips the check of the sender.
    { ...common, 'x-form-relayed': '1', 'content-type': MULTIPART },
  ];
  const faults: string[] = [];
  for (const headers of tries) {
    const { status } = await sendRaw(origin, { method: 'POST', path: '/account', headers, body });
    if (status < 400 || status >= 500) faults.push(`${JSON.stringify(headers)}: ${status}`);
  }
  expect(faults).toEqual([]);
});

test('a form whose request is damaged says so and keeps what the user entered', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/status of 400/);
  expect(signedIn.account.email).not.toBe('');
  await page.goto('/account');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Ada');
  await page.route('**/account', (route) => route.continue({ postData: '{{{' }));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(problem(page, FORM_REFUSALS.unreadable)).toBeVisible();
  await expect(name).toHaveValue('Ada');
});
