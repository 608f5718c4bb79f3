import { type ActionOutcome, unreachable } from "./action-outcome";

/** Calls the portal's own API with its cookie, for what is too large or too slow for a server action. Never throws. */
export async function callOwnApi<T>(path: string, body?: unknown): Promise<ActionOutcome<T>> {
  const request: RequestInit =
    body === undefined
      ? {}
      : { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  try {
    const response = await fetch(path, request);
    const answer = await response.json();
    return response.ok ? { ok: true, data: answer as T } : { ok: false, error: answer.error };
  } catch {
    return { ok: false, error: { code: "internal", message: unreachable } };
  }
}
