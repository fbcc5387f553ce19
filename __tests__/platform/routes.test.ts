import { defineRoute } from '../../netlify/platform/routes/defineRoute.ts';
import { toRouteTable } from '../../netlify/platform/routes/matchRoute.ts';
import { Refusal } from '../../netlify/platform/http/refusal.ts';

const route = () => defineRoute({ handler: () => ({}) });
const routes = {
  'GET ': route(),
  'GET users': route(),
  'GET users/me': route(),
  'GET users/:user': route(),
  'DELETE users/:user': route(),
  'DELETE users/:user/sessions/:handle': route(),
};
const table = toRouteTable(routes);

function refusalOf(method: string, below: string): Refusal {
  try {
    table.match(method, below);
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('matched');
}

it.each([
  ['GET', '', 'GET ', {}],
  ['GET', 'users', 'GET users', {}],
  ['GET', 'users/u1', 'GET users/:user', { user: 'u1' }],
  [
    'DELETE',
    'users/a%20b/sessions/h%2F1',
    'DELETE users/:user/sessions/:handle',
    { user: 'a b', handle: 'h/1' },
  ],
] as const)('%s “%s” matches the route “%s”, with decoded parameters', (method, below, key, params) => {
  expect(table.match(method, below)).toEqual({ route: routes[key], params });
});

it('prefers the pattern that is declared first', () => {
  expect(table.match('GET', 'users/me').route).toBe(routes['GET users/me']);
  expect(table.patternOf('users/me')).toBe('users/me');
});

it.each([
  'nothing',
  'users/',
  'users//sessions',
  'users/u/sessions',
  'users/%00',
  'users/%ff',
  `users/${'x'.repeat(256)}`,
])('refuses “%s” with 404', (below) => {
  expect(refusalOf('GET', below)).toMatchObject({ statusCode: 404, code: 'NOT_FOUND' });
  expect(table.methodsAt(below)).toEqual([]);
});

it('refuses another method with 405 and names the methods of the path', () => {
  expect(refusalOf('PUT', 'users/u1')).toMatchObject({
    statusCode: 405,
    headers: { allow: 'GET, DELETE, HEAD, OPTIONS' },
  });
  expect(table.methodsAt('users/u1')).toEqual(['GET', 'DELETE', 'HEAD', 'OPTIONS']);
});
