import { ADMIN_ROLE } from '../config/security/roles.ts';

export interface Core {
  SUPERTOKENS_CONNECTION_URI: string;
  SUPERTOKENS_API_KEY: string;
}

/**
 * Makes the user of a session an administrator in the core, so that measurements and screenshots see all
 * pages. Their access token contains the role after the next sign-in or refresh.
 *
 * @param cookie the Cookie header of the session
 * @throws Error if the session or the core does not respond as expected
 * @see https://app.swaggerhub.com/apis/supertokens/CDI/5.4 for `PUT /recipe/role` and `PUT /recipe/user/role`
 */
export async function giveAdminRole(origin: string, cookie: string, core: Core): Promise<void> {
  const session = await fetch(`${origin}/.netlify/functions/user`, { headers: { cookie } });
  const { userId } = (await session.json()) as { userId: string };
  const put = async (path: string, body: object) => {
    const response = await fetch(core.SUPERTOKENS_CONNECTION_URI + path, {
      method: 'PUT',
      headers: {
        'api-key': core.SUPERTOKENS_API_KEY,
        'cdi-version': '5.4',
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  };
  await put('/recipe/role', { role: ADMIN_ROLE, permissions: [] });
  await put('/public/recipe/user/role', { role: ADMIN_ROLE, userId });
}
