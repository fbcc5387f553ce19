/** Names, domains and paths. Contains no secrets: the browser gets it as props of the sign-in widget. */
export interface AppInfo {
  appName: string;
  /** Origin of the functions. */
  apiDomain: string;
  /** Origin of the browser front end: the Next pages, unless WEBSITE_DOMAIN names another one. */
  websiteDomain: string;
  apiBasePath: string;
  websiteBasePath: string;
}

interface AppInfoSource {
  appName: string;
  siteOrigin: string;
  websiteDomain: string | undefined;
  apiBasePath: string;
  websiteBasePath: string;
}

/** Returns the app's names and addresses for SuperTokens, in functions and browser. */
export function toAppInfo(env: AppInfoSource): AppInfo {
  return {
    appName: env.appName,
    apiDomain: env.siteOrigin,
    websiteDomain: env.websiteDomain ?? env.siteOrigin,
    apiBasePath: env.apiBasePath,
    websiteBasePath: env.websiteBasePath,
  };
}

/** Where users land after signing in, unless they requested another page. */
export const HOME_PATH = '/session';
