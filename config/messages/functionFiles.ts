/** Files of messages that functions load, and pages do not: of mails, and of pages that functions answer. */
export const FUNCTION_FILES = /(?:^|[\\/])(?:function-pages|(?:[\w-]+-)?mail)\.json$/;
