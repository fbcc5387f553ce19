interface ParsedHost {
  domain: string;
  publicSuffix: null;
}

/**
 * Replaces tldts: the SDK needs the registrable domain of a host only to choose SameSite where the
 * configuration does not, but config/supertokens/backend.ts does. So every host counts as its own site.
 */
export const parse = (host: string): ParsedHost => ({ domain: host, publicSuffix: null });
