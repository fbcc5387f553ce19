import { CDI_VERSIONS } from '../../http/gate.ts';
import { Reply } from '../../http/reply.ts';
import { defineRoute } from '../../http/route.ts';
import type { Method, Route } from '../../http/route.ts';

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];

/** Is anybody there? Answered under any tenant, as long as the app exists. */
const hello = (path: string): Route[] =>
  METHODS.map((method) =>
    defineRoute({
      method,
      path,
      scope: 'app-from-any-tenant',
      keyless: true,
      versionless: true,
      handle: () => Reply.text(200, 'Hello'),
    }),
  );

const apiVersion = defineRoute({
  method: 'GET',
  path: '/apiversion',
  scope: 'app',
  versionless: true,
  handle: () => ({ versions: CDI_VERSIONS }),
});

export const coreRoutes: readonly Route[] = [...hello('/'), ...hello('/hello'), apiVersion];
