import { HttpError, StartError } from './errors.ts';

/** The paid features of this core, named and ordered as in `GET /ee/featureflag`. */
export const FEATURES = ['account_linking', 'multi_tenancy', 'dashboard_login', 'mfa', 'security'] as const;

type Feature = (typeof FEATURES)[number];

export type Features = ReadonlySet<Feature>;

export const ALL_FEATURES: Features = new Set(FEATURES);

/** Whether any feature is missing. Then the core responds like one without the licence for it. */
export const isLimited = (features: Features): boolean => features.size < FEATURES.length;

const isFeature = (name: string): name is Feature => FEATURES.some((feature) => feature === name);

/**
 * Parses `none`, `all` or comma-separated names.
 *
 * @throws StartError for an unknown name
 */
export function parseFeatures(text: string): Features {
  if (text === 'all') return ALL_FEATURES;
  if (text === 'none') return new Set();
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !isFeature(name));
  if (unknown === undefined) return new Set(names.filter(isFeature));
  throw new StartError(
    'USAGE',
    `--features takes none, all or some of ${FEATURES.join(',')}, and not "${unknown}".`,
  );
}

/** A 402 with the real core's message for the feature. */
const notEnabled = (message: string): HttpError => new HttpError(402, message);

/** Multi-factor authentication includes account linking. */
export function requireAccountLinking(features: Features): void {
  if (!features.has('account_linking') && !features.has('mfa'))
    throw notEnabled(
      'Account linking feature is not enabled for this app. Please contact support to enable it.',
    );
}

export function requireMultiTenancy(features: Features): void {
  if (!features.has('multi_tenancy'))
    throw notEnabled(
      "Cannot use feature: multi_tenancy, because the license key is missing, or doesn't have this feature enabled.",
    );
}

const subscribeTo = (name: string): HttpError =>
  notEnabled(
    `${name} feature is not enabled. Please subscribe to a SuperTokens core license key to enable this feature.`,
  );

export function requireMfa(features: Features): void {
  if (!features.has('mfa')) throw subscribeTo('MFA');
}

export const oauthNotEnabled = (): HttpError => subscribeTo('OAuth');

/** Without the feature, only the first three dashboard users may sign in. */
export const MAX_FREE_DASHBOARD_USERS = 3;

export const dashboardIsFull = (): HttpError =>
  notEnabled(
    'Free user limit reached. Please subscribe to a SuperTokens core license key to allow more users to access ' +
      'the dashboard.',
  );
