/** Names, domains and paths. Nothing here is secret: the browser gets it as the props of the login widget. */
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

/** The application's names and addresses as SuperTokens wants them, front and back. */
export function toAppInfo(env: AppInfoSource): AppInfo {
  return {
    appName: env.appName,
    apiDomain: env.siteOrigin,
    websiteDomain: env.websiteDomain ?? env.siteOrigin,
    apiBasePath: env.apiBasePath,
    websiteBasePath: env.websiteBasePath,
  };
}

/** Where people land after signing in, when they were not on their way to another page. */
export const HOME_PATH = '/session';
