import type { FilterValues } from "@/lib/dashboards/filter-schema";
import { type CardLine, DataRequestError } from "./card-data";

/**
 * Asks our own API and reads a refusal as what it is.
 *
 * @throws DataRequestError with the answer's status and code, or with status 0 when there was no answer
 */
export async function requestApi(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new DataRequestError(0, "offline", "There is no connection");
  }
  if (response.ok) return response;
  const body = await response.json().catch(() => null);
  const { code = "internal", message = "Something went wrong", fields } = body?.error ?? {};
  throw new DataRequestError(response.status, String(code), String(message), fields);
}

/**
 * Hands on each line of an NDJSON answer as soon as it has arrived.
 *
 * @throws DataRequestError with status 0 when the connection breaks in between
 */
export async function readCardLines(response: Response, signal: AbortSignal, onCard: (line: CardLine) => void) {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + decoder.decode(part.value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line !== "" && !signal.aborted) onCard(JSON.parse(line) as CardLine);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw new DataRequestError(0, "offline", "The connection was lost");
  }
}

/** Values by filter name; what is not set is left to the dashboard's defaults, and null chooses nothing. */
export type ChosenFilters = Readonly<FilterValues>;
