import { test } from '../support/browser/administratorRequests.ts';
import { PASSKEY_FIELD } from '../../components/passkeys/passkeyFields.ts';
import { ALLOW_FIELD, REMOVE_FIELD } from '../../components/sign-in-methods/methodFields.ts';
import { SESSION_FIELD } from '../../components/sessions/sessionField.ts';
import { INITIAL_STATE } from '../../components/ui/form/formState.ts';
import { FORM_USER_FIELD } from '../../components/ui/form/formUserField.ts';
import { CODES_FIELD, SETUP_FIELD } from '../../config/contracts/second-factor.ts';
import { faultsOf } from '../support/browser/faults.ts';
import { multipart, type FormPart } from '../support/browser/plainForms.ts';
import { expect } from '../support/browser/test.ts';
import { serverActions } from '../support/serverActions.ts';

/** The fields that actions read, except the user who sends the form and the user whom it is about. */
const FIELDS = [
  ...[
    'name',
    'initials',
    'email',
    'password',
    'currentPassword',
    'newPassword',
    'text',
    'id',
    'token',
    'code',
    SETUP_FIELD,
    CODES_FIELD,
    SESSION_FIELD,
    PASSKEY_FIELD,
    REMOVE_FIELD,
    ALLOW_FIELD,
  ],
  // Those of administrators.
  ...['give', 'take', 'confirmation'],
];

type PartsOf = (field: string) => FormPart[];

const text =
  (value: string | Buffer): PartsOf =>
  (name) => [{ name, value }];

/** Ways to send a field. */
const WAYS: Record<string, PartsOf> = {
  missing: () => [],
  empty: text(''),
  'white space': text(' \t\u00a0\u3000\ufeff'),
  NUL: text('a\u0000@example.com'),
  'bytes of a surrogate': text(Buffer.from([0x61, 0xed, 0xa0, 0x80])),
  'bytes that are not UTF-8': text(Buffer.from([0xff, 0xfe, 0xc0, 0x80])),
  '8 KB': text('a'.repeat(8192)),
  '8 KB of emoji': text('\u{1f511}'.repeat(2048)),
  'bidi and zero-width characters': text('\u202ea\u200b\u2060@example.com\u2066'),
  'line breaks': text('a@example.com\r\nBcc: eve@example.com'),
  'percent escapes': text('%00%ff%2e%2e%2f%'),
  'dot segments': text('../../..'),
  'a script': text('javascript:alert(1)'),
  markup: text('"><script>alert(1)</script>'),
  'a prototype': text('__proto__'),
  constructor: text('constructor'),
  'a negative number': text('-1'),
  'a huge number': text('9'.repeat(400)),
  'a number that is none': text('1e999'),
  JSON: text('{"$gt":"","__proto__":{"a":1}}'),
  'a reference of Next': text('$K1'),
  'a file': (name) => [{ name, value: 'x', fileName: 'a\u0000/../b.txt' }],
  repeated: (name) => [...text('a')(name), ...text('b')(name)],
  'a list': (name) => [...text('a')(`${name}[]`), ...text('b')(`${name}[]`), ...text('c')(`${name}[a]`)],
  'names of a prototype': (name) => [...text('a')(`__proto__[${name}]`), ...text('b')('constructor')],
};

/** Fields that name a user. Other fields are only read if these are valid. */
const USERS = [FORM_USER_FIELD, 'user'];

/** As a browser without JavaScript sends a form. */
const plain = (id: string, parts: FormPart[]): FormPart[] => [
  { name: '$ACTION_REF_1', value: '' },
  { name: '$ACTION_1:0', value: JSON.stringify({ id, bound: '$@1' }) },
  { name: '$ACTION_1:1', value: JSON.stringify([INITIAL_STATE]) },
  ...parts,
];

/** As Next's client code sends a form. */
const scripted = (parts: FormPart[]): FormPart[] => [
  ...parts.map((part) => ({ ...part, name: `1_${part.name}` })),
  { name: '0', value: JSON.stringify([INITIAL_STATE, '$K1']) },
];

for (const { id, name, page } of serverActions()) {
  test(`${name} responds to any values`, async ({ stack, administrator: { cookie, userId } }) => {
    const path = page.replace('[userId]', userId);
    const post = (parts: FormPart[], more: Record<string, string> = {}) => {
      const { type, body } = multipart(parts);
      const headers = { cookie, origin: stack.url, 'sec-fetch-site': 'same-origin', 'content-type': type };
      return { method: 'POST', path, headers: { ...headers, ...more }, body };
    };
    const users = USERS.flatMap((field) => text(userId)(field));
    const requests = Object.values(WAYS).flatMap((partsOf) => {
      const sent = [...users, ...FIELDS.flatMap(partsOf)];
      const ofOthers = [...USERS, ...FIELDS].flatMap(partsOf);
      return [
        post(plain(id, sent)),
        // How the user of a form is compared is the same in all actions.
        ...(name === 'saveProfile' || name === 'deleteUser' ? [post(plain(id, ofOthers))] : []),
        post(scripted(sent), { accept: 'text/x-component', 'next-action': id }),
      ];
    });
    const { faults, statuses } = await faultsOf(stack.url, requests);
    expect(faults).toEqual([]);
    // With a script each form gets the page with its message, or a redirect to one that says what is gone.
    const answered = (statuses[200] ?? 0) + (statuses[303] ?? 0);
    expect(answered).toBeGreaterThanOrEqual(Object.keys(WAYS).length);
  });
}
