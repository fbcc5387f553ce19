/** A module that is replaced for the importers of one package. */
interface Substitute {
  /** The import specifier. */
  path: RegExp;
  importer: RegExp;
  /** A file in the folder of the replacements. */
  file: string;
}

/** Modules that functions get something smaller for; docs/decisions/004 has the reasons. */
export const SUBSTITUTES: readonly Substitute[] = [
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
];
