/**
 * Replaces nodemailer's table of file types, which it uses for attachments. The mails of this app have
 * no attachments.
 */
export const detectMimeType = (): string => 'application/octet-stream';

export const detectExtension = (): string => 'bin';
