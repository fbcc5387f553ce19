interface ParsedHost {
  domain: string;
  publicSuffix: null;
}

/**
 * In place of tldts: the SDK asks for the registrable domain of a host to choose SameSite where nobody has, and
 * config/supertokens/backend.ts has. Every host is a site of its own, then.
 */
export const parse = (host: string): ParsedHost => ({ domain: host, publicSuffix: null });
