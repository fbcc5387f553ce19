/** A module that is replaced for the importers of one package. */
export interface Substitute {
  /** The import specifier. */
  path: RegExp;
  importer: RegExp;
  /** A file in the folder of the replacements, or an absolute path. */
  file: string;
}

/**
 * The common code of the SDK, and Passwordless, which sends codes to email addresses alone: recipes with
 * phone numbers get the real library.
 */
const COMMON_CODE =
  /supertokens-node[\\/]lib[\\/]build[\\/](user|utils|querier|framework[\\/]utils|recipe[\\/]passwordless[\\/].+)\.js$/;

const JOSE = /[\\/]jose[\\/]dist[\\/]node[\\/]cjs[\\/]runtime[\\/]fetch_jwks\.js$/;

const JOSE_VERIFIER = /[\\/]jose[\\/]dist[\\/]node[\\/]cjs[\\/]runtime[\\/]verify\.js$/;

/** Left out only where no recipe needs the library. */
export const PHONE_NUMBERS: Substitute = {
  path: /^libphonenumber-js\/max$/,
  importer: COMMON_CODE,
  file: 'phoneNumbers.ts',
};

/** Modules that functions get something smaller for; docs/decisions/004 has the reasons. */
export const SUBSTITUTES: readonly Substitute[] = [
  {
    path: /^\.\/lib\/(?:charset|encoding|mediaType)$/,
    importer: /[\\/]negotiator[\\/]index\.js$/,
    file: 'otherPreferences.cjs',
  },
  // Messages are compiled in the build (bundle.ts).
  {
    path: /^icu-minify\/compile$/,
    importer: /[\\/]platform[\\/]messages[\\/]/,
    file: 'compiledMessage.ts',
  },
  // What does nothing in a Netlify function.
  { path: /^cross-fetch$/, importer: COMMON_CODE, file: 'fetch.ts' },
  { path: /^pako$/, importer: COMMON_CODE, file: 'inflate.ts' },
  { path: /^tldts$/, importer: COMMON_CODE, file: 'publicSuffixes.ts' },
  PHONE_NUMBERS,
  // Node modules that load slowly and that most cold starts do not need.
  { path: /^http$/, importer: JOSE, file: 'http.ts' },
  { path: /^https$/, importer: JOSE, file: 'https.ts' },
  // What takes most of the time of each request.
  { path: /^\.\/flags\.js$/, importer: JOSE_VERIFIER, file: 'joseFlags.cjs' },
  {
    path: /\/normalisedURLPath$/,
    importer: /[\\/]supertokens-node[\\/]lib[\\/]build[\\/]/,
    file: 'urlPath.cjs',
  },
  // The service by which each recipe would send mails through the vendor of the SDK without a service of
  // ours.
  {
    path: /\/emaildelivery\/services\/backwardCompatibility$/,
    importer: /[\\/]supertokens-node[\\/]/,
    file: 'vendorMail.ts',
  },
  {
    path: /^\.\/(?:express|fastify|hapi|koa|loopback)$/,
    importer: /[\\/]supertokens-node[\\/]lib[\\/]build[\\/]framework[\\/]index\.js$/,
    file: 'otherFrameworks.cjs',
  },
  {
    path: /\/thirdparty\/providers\/configUtils$/,
    importer:
      /[\\/]supertokens-node[\\/]lib[\\/]build[\\/]recipe[\\/]multitenancy[\\/]api[\\/]implementation\.js$/,
    file: 'tenantProviders.cjs',
  },
  {
    path: /^set-cookie-parser$/,
    importer: /[\\/]supertokens-node[\\/]lib[\\/]build[\\/]recipe[\\/]oauth2provider[\\/]/,
    file: 'setCookieParser.cjs',
  },
  // What pg has for other programs: a pool, a native client, password files, all connection strings.
  { path: /^pg$/, importer: /[\\/]platform[\\/]store[\\/]connection\.ts$/, file: 'pg.js' },
  { path: /^pgpass$/, importer: /[\\/]pg[\\/]lib[\\/]/, file: 'pgpass.cjs' },
  { path: /^pg-connection-string$/, importer: /[\\/]pg[\\/]lib[\\/]/, file: 'pgConnectionString.ts' },
  {
    path: /\/(?:to-json-schema|json-schema-processors)\.js$/,
    importer: /[\\/]zod[\\/]/,
    file: 'jsonSchema.ts',
  },
  // The table of file types by extension, for attachments without a type.
  { path: /^\.\/mime-types$/, importer: /[\\/]nodemailer[\\/]/, file: 'mimeTypes.ts' },
  { path: /^\.\.\/fetch$/, importer: /[\\/]nodemailer[\\/]/, file: 'linkedContent.cjs' },
  // Whether the debug log is read at a terminal, for which Node loads its network modules.
  { path: /^tty$/, importer: /[\\/]debug[\\/]src[\\/]/, file: 'noTerminal.cjs' },
  // Colors of the debug log in terminals, and the log of a browser's console.
  {
    path: /^(?:supports-color|\.\/browser\.js)$/,
    importer: /[\\/]debug[\\/]src[\\/]/,
    file: 'consoleColors.cjs',
  },
];
