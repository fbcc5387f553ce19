import { init } from 'supertokens-node';
import { Error as SessionError } from 'supertokens-node/recipe/session';
import { getEnv } from '../config/env.ts';
import { getBackendConfig, type SessionBehaviour } from '../config/supertokensConfig.ts';
import { guardCoreCalls } from './core/coreFetch.ts';
import { requireSigningKeys, seemsInDate } from './core/signingKeys.ts';
import { noteForActivity } from './http/scope.ts';
import { rememberDevice } from './session/device.ts';
import { sessionErrorHandlers } from './session/errorHandlers.ts';

function isAskedToRefresh(error: unknown): boolean {
  return SessionError.isErrorFromSuperTokens(error) && error.type === SessionError.TRY_REFRESH_TOKEN;
}

const sessionBehaviour: SessionBehaviour = {
  errorHandlers: sessionErrorHandlers,
  override: {
    functions: (original) => ({
      ...original,
      async createNewSession(input) {
        const session = await original.createNewSession(rememberDevice(input));
        noteForActivity(session.getUserId(), 'signed_in');
        return session;
      },
      async getSession(input) {
        try {
          return await original.getSession(input);
        } catch (error) {
          if (!isAskedToRefresh(error) || !seemsInDate(input.accessToken)) throw error;
          await requireSigningKeys();
          return original.getSession(input);
        }
      },
    }),
  },
};

let initialised = false;

/** Initialises SuperTokens, once for each process. Calls nobody. */
export function initSuperTokens(): void {
  if (initialised) return;
  guardCoreCalls(getEnv().core.connectionUri);
  init(getBackendConfig(sessionBehaviour));
  initialised = true;
}
