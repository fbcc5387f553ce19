import { randomUUID } from 'node:crypto';

/** A form of a page, as a browser without JavaScript would send it. */
interface PlainForm {
  /** Fields with their values, in order. Of several buttons, the first is pressed. */
  fields: [name: string, value: string][];
}

const ENTITIES: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'" };

const unescape = (text: string) =>
  text.replace(/&(quot|amp|lt|gt|#x27);/g, (all, name) => ENTITIES[String(name)] ?? all);

/** The attribute of a tag that React has rendered; undefined where there is none. */
function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescape(value);
}

function fieldsOf(html: string): PlainForm['fields'] {
  const named = [...html.matchAll(/<(input|button)\b[^>]*>/g)].flatMap(([tag, kind]) => {
    const name = attribute(tag, 'name');
    return name === undefined ? [] : [{ kind, name, value: attribute(tag, 'value') ?? '' }];
  });
  const button = named.find(({ kind }) => kind === 'button');
  return named
    .filter((one) => one.kind === 'input' || one === button)
    .map(({ name, value }) => [name, value]);
}

/** The forms of a page that call a server action. */
export function actionForms(html: string): PlainForm[] {
  const forms = [...html.matchAll(/<form\b[^>]*>[^]*?<\/form>/g)].map(([form]) => ({
    fields: fieldsOf(form),
  }));
  return forms.filter(({ fields }) => fields.some(([name]) => name.startsWith('$ACTION')));
}

/** A part of a multipart body. Bytes are sent unchanged. */
export interface FormPart {
  name: string;
  value: string | Buffer;
  fileName?: string;
}

/** A body as browsers send it (RFC 7578), with its content type. */
export function multipart(parts: readonly FormPart[]): { type: string; body: Buffer } {
  const boundary = `----${randomUUID()}`;
  const chunks = parts.flatMap(({ name, value, fileName }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"` +
        `${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n\r\n`,
    ),
    Buffer.from(value as string),
    Buffer.from('\r\n'),
  ]);
  const body = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}

/** The value that a field of a page shows; undefined where there is no such field. */
export function shownValue(html: string, field: string): string | undefined {
  const tags = [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag);
  const tag = tags.find((one) => attribute(one, 'name') === field && attribute(one, 'type') !== 'hidden');
  return tag === undefined ? undefined : (attribute(tag, 'value') ?? '');
}
