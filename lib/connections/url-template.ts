import { DomainError } from "@/lib/errors";
import type { ParameterValue } from "@/lib/sql/security-context";
import { type DatabaseLocation, engineOfUrl, parseDatabaseUrl } from "./database-url";
import {
  fillsWholeSegments,
  fillTemplate,
  parseTemplate,
  type Template,
  type TemplatePlaceholder,
  targetText,
} from "./target-template";

/** A checked URL template: the location with a token in every place that a value fills. */
export interface UrlTemplate {
  readonly template: Template;
  readonly tokens: readonly string[];
  readonly shape: DatabaseLocation;
  /** Whether the database, the one part that tells tenants' targets apart, holds a placeholder. */
  readonly namesDatabase: boolean;
}

const separators = /[_-]/;
const passwordPlace = /^([a-z0-9+_]+:\/\/[^:@/]*:)([^@/]*)@/i;

/**
 * Checks a connection URL with placeholders: values may fill the database and the user, `@secret` values the whole
 * password; host, port and options are the template's own (R13).
 *
 * @throws DomainError `invalid_input`
 */
export function parseUrlTemplate(text: string): UrlTemplate {
  const template = parseTemplate(text);
  const engine = engineOfUrl(text);
  if (!engine) throw refused("The URL must start with postgresql://, mysql:// or clickhouse://");
  const tokens = template.placeholders.map((_, index) => `bhplace${index}holder`);
  const tokened = template.texts.reduce((url, part, index) => url + part + (tokens[index] ?? ""), "");
  const shape = parseDatabaseUrl(engine, tokened);
  const used = (part: string) => tokens.filter((token) => part.includes(token));
  if (used(shape.host).length > 0) throw refused("The host must be written out; a value cannot choose it");
  for (const [index, token] of tokens.entries()) {
    const { secret } = template.placeholders[index] ?? { secret: false };
    if (secret && shape.password !== token) throw refused("An @secret value must be the whole password");
    if (!secret && !isWholeSegment(shape.database, token) && !isWholeSegment(shape.user, token)) {
      throw refused("A placeholder must be the whole database or user name, or stand between _ or - in it");
    }
  }
  return { template, tokens, shape, namesDatabase: used(shape.database).length > 0 };
}

/**
 * The location that a template gives for these values. The finished URL is parsed again and must differ from the
 * template in the filled places alone.
 *
 * @throws DomainError `query_refused` for a missing or unfit value.
 */
export function fillUrlTemplate(
  text: string,
  values: Readonly<Record<string, ParameterValue>>,
  secrets: Readonly<Record<string, string>>,
): DatabaseLocation {
  const { template, tokens, shape } = parseUrlTemplate(text);
  const plain = (placeholder: TemplatePlaceholder) =>
    placeholder.secret ? secretText(placeholder.name, secrets) : targetText(placeholder.name, values[placeholder.name]);
  const put = (part: string) =>
    tokens.reduce((filled, token, index) => {
      const placeholder = template.placeholders[index];
      return placeholder ? filled.replace(token, () => plain(placeholder)) : filled;
    }, part);
  const expected = { ...shape, database: put(shape.database), user: put(shape.user), password: put(shape.password) };
  const finished = parseFilled(
    shape.engine,
    fillTemplate(template, (placeholder) => encodeURIComponent(plain(placeholder))),
  );
  for (const part of ["host", "port", "database", "user", "password", "ssl"] as const) {
    if (finished[part] !== expected[part])
      throw new DomainError("query_refused", "A value leaves its place in a connection URL");
  }
  if (Buffer.byteLength(finished.database) > 63) {
    throw new DomainError("query_refused", "A name that a policy makes is longer than 63 characters");
  }
  return finished;
}

/** What a value makes of a URL is refused as the value's fault, not as an admin's input. */
function parseFilled(engine: DatabaseLocation["engine"], url: string): DatabaseLocation {
  try {
    return parseDatabaseUrl(engine, url);
  } catch (error) {
    if (error instanceof DomainError) {
      throw new DomainError("query_refused", "A policy leads to a target that is not allowed");
    }
    throw error;
  }
}

function isWholeSegment(part: string, token: string): boolean {
  const pieces = part.split(token);
  return (
    pieces.length === 2 &&
    fillsWholeSegments({ texts: pieces, placeholders: [{ name: token, secret: false }] }, separators)
  );
}

function secretText(name: string, secrets: Readonly<Record<string, string>>): string {
  const secret = secrets[name];
  if (secret === undefined) throw new DomainError("query_refused", `The secret ${name} of a policy has no value`);
  // Half of a character cannot be percent-encoded.
  if (/\p{Surrogate}/u.test(secret))
    throw new DomainError("query_refused", `The secret ${name} of a policy is not text`);
  return secret;
}

function refused(message: string): DomainError {
  return new DomainError("invalid_input", message);
}

/** The template for people: a password that is written out in it as `***`. */
export function maskedUrlTemplate(text: string): string {
  return text.replace(passwordPlace, (whole, login: string, password: string) =>
    password === "" || password.includes("{{") ? whole : `${login}***@`,
  );
}

/** Whether two templates lead to the same host and port; false when either is none. */
export function leadToOneServer(one: string, other: string): boolean {
  try {
    const [a, b] = [parseUrlTemplate(one).shape, parseUrlTemplate(other).shape];
    return a.engine === b.engine && a.host === b.host && a.port === b.port;
  } catch {
    return false;
  }
}

/** The template with the stored password where it says `***`, for the same user and server only. */
export function withStoredTemplatePassword(text: string, stored: string | null): string {
  const masked = passwordPlace.exec(text);
  if (masked?.[2] !== "***") return text;
  const before = stored === null ? null : passwordPlace.exec(stored);
  const serverOf = (template: string) => /^[^@]*@([^/?]*)/.exec(template)?.[1];
  if (!before || stored === null || before[1] !== masked[1] || serverOf(stored) !== serverOf(text)) {
    throw refused("Enter the password again: the server or the user has changed");
  }
  return text.replace(passwordPlace, () => `${masked[1]}${before[2]}@`);
}
