import type { SessionContainer } from 'supertokens-node/recipe/session';
import { getRolesForUser } from 'supertokens-node/recipe/userroles';
import { ADMIN_ROLE } from '../../config/security/roles.ts';
import type { FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { requireLiveSession } from '../platform/session/requireSession.ts';

/** Whether somebody is an administrator now: the claim in her token is as old as her last refresh. */
export async function isAdmin(tenantId: string, userId: string): Promise<boolean> {
  return (await getRolesForUser(tenantId, userId)).roles.includes(ADMIN_ROLE);
}

/** Makes an answer that only an administrator gets, for as long as she is one: the core is asked each time. */
export const requireAdmin = (
  answer: (session: SessionContainer, event: FunctionEvent) => Promise<FunctionResponse>,
) =>
  requireLiveSession(async (session, event) => {
    if (await isAdmin(session.getTenantId(), session.getUserId())) return answer(session, event);
    throw new Refusal(403, 'ADMIN_REQUIRED', 'This is for administrators.');
  });
