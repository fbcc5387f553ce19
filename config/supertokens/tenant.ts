/** All users belong to the default tenant. */
export const DEFAULT_TENANT = 'public';
