/**
 * In place of nodemailer's table of file types: it looks up the type of an attachment by its name, and the extension of
 * one by its type. No mail of this application has attachments.
 */
export const detectMimeType = (): string => 'application/octet-stream';

export const detectExtension = (): string => 'bin';
