import { deleteUserAccount, endSessionsOf, assignRoleToUser, removeRoleFromUser } from '../admin/changes.ts';
import { describeUser } from '../admin/userDetails.ts';
import { removeFactorOf } from '../admin/userFactor.ts';
import { listUsers } from '../admin/userList.ts';
import { userDeletionRequest, userListQuery } from '../../config/contracts/admin.ts';
import { createFunction } from '../platform/createFunction.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';

/** `/.netlify/functions/admin/*`: for administrators only. */
export const handler = createFunction({
  name: 'admin',
  routes: {
    'GET users': defineRoute({
      verifySession: 'admin',
      query: userListQuery,
      handler: ({ session }, { query }) => listUsers(session.getTenantId(), query),
    }),
    'GET users/:user': defineRoute({
      verifySession: 'admin',
      handler: ({ session }, { params: { user = '' } }) => describeUser(session, user),
    }),
    'DELETE users/:user/sessions': defineRoute({
      verifySession: 'admin',
      recentProof: 'factor',
      handler: (event, { params: { user = '' } }) => endSessionsOf(event, user),
    }),
    'DELETE users/:user/sessions/:handle': defineRoute({
      verifySession: 'admin',
      recentProof: 'factor',
      handler: (event, { params: { user = '', handle = '' } }) => endSessionsOf(event, user, handle),
    }),
    'DELETE users/:user/second-factor': defineRoute({
      verifySession: 'admin',
      recentProof: 'factor',
      handler: (event, { params: { user = '' } }) => removeFactorOf(event, user),
    }),
    'PUT users/:user/roles/:role': defineRoute({
      verifySession: 'admin',
      recentProof: 'factor',
      handler: (event, { params: { user = '', role = '' } }) => assignRoleToUser(event, user, role),
    }),
    'DELETE users/:user/roles/:role': defineRoute({
      verifySession: 'admin',
      recentProof: 'factor',
      handler: (event, { params: { user = '', role = '' } }) => removeRoleFromUser(event, user, role),
    }),
    'POST users/:user/deletion': defineRoute({
      verifySession: 'admin',
      recentProof: 'factor',
      body: userDeletionRequest,
      handler: (event, { params: { user = '' }, body }) => deleteUserAccount(event, user, body),
    }),
  },
});
