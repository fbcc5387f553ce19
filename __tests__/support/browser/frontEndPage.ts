import SuperTokens from 'supertokens-web-js';
import EmailPassword from 'supertokens-web-js/recipe/emailpassword';
import Session from 'supertokens-web-js/recipe/session';

/** The functions of the separate front end's page, which tests call in the browser. */
const frontEnd = {
  start(apiDomain: string) {
    SuperTokens.init({
      appInfo: { appName: 'Shop', apiDomain, apiBasePath: '/.netlify/functions/auth' },
      recipeList: [EmailPassword.init(), Session.init({ tokenTransferMethod: 'cookie' })],
    });
  },
  async signUp(email: string, password: string) {
    const formFields = [
      { id: 'email', value: email },
      { id: 'password', value: password },
    ];
    return (await EmailPassword.signUp({ formFields })).status;
  },
  async user(apiDomain: string) {
    const response = await fetch(`${apiDomain}/.netlify/functions/user`);
    return { status: response.status, body: (await response.json()) as { userId?: string } };
  },
  refresh: () => Session.attemptRefreshingSession(),
  signOut: () => Session.signOut(),
};

export type FrontEndPage = typeof frontEnd;
Object.assign(window, { frontEnd });
