import { badRequest } from '../../errors.ts';
import { defineRoute } from '../../http/route.ts';
import type { Method, Route } from '../../http/route.ts';

/** Not supported, with the error message of the real core's in-memory database. */
const unsupported = (method: Method, path: string): Route =>
  defineRoute({
    method,
    path,
    scope: 'unchecked',
    handle: () => {
      throw badRequest('This API is not supported in the in-memory database.');
    },
  });

export const bulkimportRoutes: readonly Route[] = [
  unsupported('GET', '/bulk-import/users'),
  unsupported('POST', '/bulk-import/users'),
  unsupported('GET', '/bulk-import/users/count'),
  unsupported('POST', '/bulk-import/users/remove'),
  unsupported('POST', '/bulk-import/import'),
];
