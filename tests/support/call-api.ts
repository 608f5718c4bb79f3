import { encode } from "next-auth/jwt";
import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import { sessionCookieName, sessionSecret } from "@/lib/identity/session-cookie";
import { signIn } from "@/lib/identity/sign-in";
import { uuidv7 } from "@/lib/uuid";
import { worldPassword } from "./world";

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** What some operations do not go without. */
const neededQueries: Readonly<Record<string, string>> = {
  "/api/v1/audit-events/export": "?format=jsonl",
  "/api/v1/audit-events/subject-export": `?userId=${uuidv7()}`,
  "/api/v1/dashboards/{dashboardId}/filter-values": "?filter=carrier",
};

/** The cookie of somebody of the world who has signed in to the portal. */
export async function cookieOf(email: string): Promise<string> {
  const sid = await signIn({ email, password: worldPassword }, { address: "192.0.2.1" });
  return `${sessionCookieName()}=${await encode({ token: { sid }, secret: sessionSecret() })}`;
}

/** `GET /api/v1/projects/{id}`. */
export function operationTitle({ method, path }: Pick<ApiOperation, "method" | "path">): string {
  return `${method.toUpperCase()} ${path}`;
}

/**
 * Calls the route of an operation, as Next would; ids of the path are of nothing unless given, and an operation that
 * takes a body gets an empty one.
 */
export async function callApi(
  operation: Pick<ApiOperation, "method" | "path" | "request">,
  headers: HeadersInit,
  ids: Readonly<Record<string, string>> = {},
  sent: { readonly body?: unknown; readonly query?: string } = {},
): Promise<Response> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const params = Object.fromEntries(names.map((name) => [name, ids[name] ?? uuidv7()]));
  const folder = operation.path.replace(/\{(\w+)\}/g, "[$1]");
  const module: Record<string, Route> = await import(/* @vite-ignore */ `../../app${folder}/route.ts`);
  const method = operation.method.toUpperCase();
  const address = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
  const query = sent.query ?? neededQueries[operation.path] ?? "";
  const request = new Request(`http://localhost:3000${address}${query}`, {
    method,
    headers,
    ...(operation.request?.body ? { body: JSON.stringify(sent.body ?? {}) } : {}),
  });
  const route = module[method];
  if (!route) throw new Error(`${operation.path} has no ${method}`);
  return route(request, { params: Promise.resolve(params) });
}
