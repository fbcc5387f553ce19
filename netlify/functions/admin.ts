import type { SessionContainer } from 'supertokens-node/recipe/session';
import { FUNCTION_PATHS } from '../../config/functionContract.ts';
import { deleteForGood, endSessions, give, take, type Order } from '../admin/changes.ts';
import { describeUser } from '../admin/oneUser.ts';
import { requireAdmin } from '../admin/requireAdmin.ts';
import { listQuery, listUsers } from '../admin/userList.ts';
import { atAndBelow, createFunction } from '../platform/createFunction.ts';
import { readQuery } from '../platform/http/input.ts';
import { allowedMethods, json, type FunctionEvent } from '../platform/http/message.ts';
import { Refusal } from '../platform/http/refusal.ts';

interface Route {
  /** Below the function, the segments of the path; one with a colon stands for any. */
  path: string;
  methods: Record<string, (order: Order, last: string) => Promise<object>>;
}

const routes: Route[] = [
  {
    path: 'users',
    methods: {
      GET: ({ session, event }) => listUsers(session.getTenantId(), readQuery(event, listQuery)),
    },
  },
  { path: 'users/:user', methods: { GET: ({ session, userId }) => describeUser(session, userId) } },
  { path: 'users/:user/sessions', methods: { DELETE: (order) => endSessions(order) } },
  { path: 'users/:user/sessions/:handle', methods: { DELETE: endSessions } },
  { path: 'users/:user/roles/:role', methods: { PUT: give, DELETE: take } },
  { path: 'users/:user/deletion', methods: { POST: (order) => deleteForGood(order) } },
];

const notFound = () => new Refusal(404, 'NOT_FOUND', 'There is nothing at this address.');

/** Ids and roles are what a team's own programs made them; the longest of either that the core takes is 255. */
function decoded(segment: string): string {
  try {
    const text = decodeURIComponent(segment);
    if (/^[^\p{Cc}]{1,255}$/u.test(text)) return text;
  } catch {
    // What is no encoding at all is no id either.
  }
  throw notFound();
}

const leadsTo = (segments: string[], path: string) => {
  const parts = path.split('/');
  return (
    parts.length === segments.length &&
    parts.every((part, at) => part.startsWith(':') || part === segments[at])
  );
};

function routeOf(event: FunctionEvent): Route | undefined {
  const segments = event.path.slice(FUNCTION_PATHS.admin.length + 1).split('/');
  return routes.find(({ path }) => leadsTo(segments, path));
}

async function answer(session: SessionContainer, event: FunctionEvent) {
  const route = routeOf(event);
  if (route === undefined) throw notFound();
  const reply = route.methods[event.httpMethod];
  if (reply === undefined) {
    throw new Refusal(405, 'METHOD_NOT_ALLOWED', 'This address does not know that method.', {
      headers: { allow: allowedMethods(Object.keys(route.methods)).join(', ') },
    });
  }
  const segments = event.path
    .slice(FUNCTION_PATHS.admin.length + 1)
    .split('/')
    .map(decoded);
  const order = { session, event, userId: segments[1] ?? '' };
  return json(200, await reply(order, segments.at(-1) ?? ''));
}

/** `/.netlify/functions/admin/*`: what administrators do, and nobody else. */
export const handler = createFunction({
  name: 'admin',
  routeOf: (event) => `admin/${routeOf(event)?.path ?? '…'}`,
  methods: ['GET', 'PUT', 'POST', 'DELETE'],
  methodsAt: atAndBelow('admin', ['GET', 'PUT', 'POST', 'DELETE']),
  answer: requireAdmin(answer),
});
