import { ACCOUNT_FUNCTION } from '../../config/contracts/data.ts';
import { EMAIL_FUNCTION } from '../../config/contracts/email.ts';
import { PASSWORD_FUNCTION } from '../../config/contracts/password.ts';
import { PROFILE_FUNCTION } from '../../config/contracts/profile.ts';
import { SESSIONS_FUNCTION } from '../../config/contracts/sessions.ts';
import { USER_FUNCTION } from '../../config/contracts/session.ts';

import { CORE_REFUSAL } from '../support/coreProxy.ts';
import { AUTH, credentials, HOP, PASSWORD, setUpTestApp } from '../support/testApp.ts';
import type { RequestOptions } from '../support/lambdaEvent.ts';
import { startOddValuesTestApp, type OddValuesTestApp } from '../support/oddValuesTestApp.ts';
import { encodeIfWellFormed, ODD_TEXTS, ODD_VALUES } from '../support/oddValues.ts';
import { wellFormedRefusal } from '../support/refusals.ts';

const app = setUpTestApp(startOddValuesTestApp);
beforeEach(() => app.renew());

const send = (request: RequestOptions) => app.send(request);
const tryAll: OddValuesTestApp['tryAll'] = (values, requestWith) => app.tryAll(values, requestWith);

interface Route {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

const form = (...fields: [string, string][]) => fields.map(([id, value]) => ({ id, value }));

/** All routes that read a body, with a valid body. */
const bodies: Record<string, Route> = {
  'a reset': {
    method: 'POST',
    path: `${AUTH}/user/password/reset`,
    body: { method: 'token', token: 'none', formFields: form(['password', PASSWORD]) },
  },
  'a verification': {
    method: 'POST',
    path: `${AUTH}/user/email/verify`,
    body: { method: 'token', token: 'none' },
  },
  'a sign-up': { method: 'POST', path: `${AUTH}/signup`, body: credentials('new@example.com') },
  'a sign-in': { method: 'POST', path: `${AUTH}/signin`, body: credentials('new@example.com') },
  'a request for a reset link': {
    method: 'POST',
    path: `${AUTH}/user/password/reset/token`,
    body: { formFields: form(['email', 'unknown@example.com']) },
  },
  'a sign-out': { method: 'POST', path: `${AUTH}/signout`, body: { any: 'value' } },
  'a refresh': { method: 'POST', path: `${AUTH}/session/refresh`, body: { any: 'value' } },
  'a change of profile': {
    method: 'PATCH',
    path: PROFILE_FUNCTION,
    body: { name: 'Ada', initials: 'AL' },
  },
  'a change of password': {
    method: 'PUT',
    path: PASSWORD_FUNCTION,
    body: { currentPassword: 'not this one', newPassword: 'tall giraffe 2' },
  },
  'a change of address': {
    method: 'PUT',
    path: EMAIL_FUNCTION,
    body: { email: 'next@example.com', password: 'not this one' },
  },
  'a confirmation of an address': {
    method: 'POST',
    path: `${EMAIL_FUNCTION}/confirmation`,
    body: { token: 'none' },
  },
  'a request for a verification': {
    method: 'POST',
    path: `${EMAIL_FUNCTION}/verification`,
    body: { any: 'value' },
  },
  'a deletion': {
    method: 'POST',
    path: `${ACCOUNT_FUNCTION}/deletion`,
    body: { password: 'not this one', confirmation: 'delete my account' },
  },
};

describe.each(Object.entries(bodies))('in the body of %s', (_name, { method, path, body }) => {
  it.each([...Object.keys(body), 'unknown'])('any value of %j gets a response below 500', async (field) => {
    await tryAll(ODD_VALUES, (value) => ({ method, path, body: { ...body, [field]: value } }));
  });

  it('any name of a field gets a response below 500', async () => {
    await tryAll(ODD_TEXTS, (name) => ({ method, path, body: { ...body, [String(name)]: 'x' } }));
  });

  it('any value instead of the whole body gets a response below 500', async () => {
    const headers = { 'content-type': 'application/json' };
    const asBody = (text: unknown) => ({ method, path, body: String(text), headers });
    await tryAll(ODD_VALUES, (value) => asBody(JSON.stringify(value)));
    const deep = `${'['.repeat(40_000)}${']'.repeat(40_000)}`;
    await tryAll({ 'a body 40 000 deep': `{"formFields":${deep},"token":${deep},"name":${deep}}` }, asBody);
  });
});

type FormField = Record<string, unknown>;
const forms = Object.entries(bodies).filter(([, { body }]) => Array.isArray(body.formFields));

describe.each(forms)('in the form of %s', (_name, { method, path, body }) => {
  const fields = body.formFields as FormField[];

  it.each(fields.map(({ id }, at) => [id, at] as const))(
    'any value of %j gets a response below 500',
    async (_id, at) => {
      await tryAll(ODD_VALUES, (value) => {
        const formFields = fields.map((field, index) => (index === at ? { ...field, value } : field));
        return { method, path, body: { ...body, formFields } };
      });
    },
  );

  it('any id of a field, and any additional field, gets a response below 500', async () => {
    await tryAll(ODD_VALUES, (id) => ({ method, path, body: { ...body, formFields: [{ id, value: 'x' }] } }));
    await tryAll(ODD_VALUES, (one) => ({ method, path, body: { ...body, formFields: [...fields, one] } }));
  });

  it.each(['NUL', 'NUL within', 'a high surrogate', 'swapped surrogates'])(
    '%s is named in the error about its field',
    async (name) => {
      for (const { id } of fields) {
        const formFields = fields.map((field) =>
          field.id === id ? { id, value: ODD_TEXTS[name] ?? '' } : field,
        );
        const response = await send({ method, path, body: { ...body, formFields } });
        expect([response.statusCode, JSON.parse(response.body)]).toMatchObject([
          400,
          { error: { field: id } },
        ]);
      }
    },
  );
});

/** Every route that reads a query. */
const queries: Record<string, [path: string, parameters: string[]]> = {
  'the look whether an address exists': [`${AUTH}/emailpassword/email/exists`, ['email', 'unknown']],
  'the look whether an address is verified': [`${AUTH}/user/email/verify`, ['token', 'unknown']],
  'the refresh hop': [HOP, ['redirectTo', 'redirectToPath', 'unknown']],
  'the user': [USER_FUNCTION, ['unknown']],
  'the sessions': [SESSIONS_FUNCTION, ['unknown']],
};

describe.each(Object.entries(queries))('in the query of %s', (_name, [path, parameters]) => {
  it.each(parameters)('any value of %j gets a response below 500', async (parameter) => {
    await tryAll(ODD_TEXTS, (value) => ({ path, query: { [parameter]: String(value) } }));
  });
});

/** Every route with a part of its path that a client chooses, as it is and encoded. */
const paths: Record<string, [method: string, pathWith: (part: string) => string]> = {
  'the tenant of a sign-in': ['POST', (part) => `${AUTH}/${part}/signin`],
  'the tenant of a reset': ['POST', (part) => `${AUTH}/${part}/user/password/reset`],
  'a route of the SDK': ['POST', (part) => `${AUTH}/${part}`],
  'a function below profile': ['GET', (part) => `${PROFILE_FUNCTION}/${part}`],
  'a session': ['DELETE', (part) => `${SESSIONS_FUNCTION}/${part}`],
  'below account': ['POST', (part) => `${ACCOUNT_FUNCTION}/${part}`],
  'below email': ['POST', (part) => `${EMAIL_FUNCTION}/${part}`],
};

it.each(Object.entries(paths))(
  'any segment in the path of %s gets a response below 500',
  async (_name, [method, pathWith]) => {
    const withBody =
      method === 'POST' ? { body: { confirmation: 'x', ...credentials('a@example.com') } } : {};
    await tryAll(ODD_TEXTS, (part) => ({ method, path: pathWith(encodeIfWellFormed(part)), ...withBody }));
    await tryAll(ODD_TEXTS, (part) => ({ method, path: pathWith(String(part)), ...withBody }));
  },
);

it('any value of a cookie gets a response below 500', async () => {
  for (const name of ['sAccessToken', 'sRefreshToken', 'sFrontToken', 'unknown'])
    await tryAll(ODD_TEXTS, (value) => ({
      path: PROFILE_FUNCTION,
      headers: { cookie: `${name}=${encodeURIComponent(String(value).toWellFormed())}` },
    }));
});

it('a value that only the core refuses is a 400 with a line in the log, and alerts no one', async () => {
  await app.core.setBehavior('refusing');
  const response = await send({ method: 'POST', path: `${AUTH}/signin`, body: credentials('a@example.com') });
  await app.core.setBehavior('normal');
  expect(wellFormedRefusal(response)).toEqual([400, 'BAD_REQUEST']);
  expect(response.body).not.toContain('Field name');
  const cause = `core refused: ${CORE_REFUSAL}`;
  expect(app.log.at(-1)).toMatchObject({ status: 400, outcome: 'core_refused', cause });
  expect(app.reports).toEqual([]);
});
