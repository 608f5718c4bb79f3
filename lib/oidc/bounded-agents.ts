import { type AgentOptions, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { processState } from "@/lib/process-state";

/** More than any description, key set or token of a real provider. */
const largestAnswerBytes = 2 * 1024 * 1024;
const longestAnswerMilliseconds = 6_000;
const watchMilliseconds = 10;

/** One connection a request, so that what is counted on it is one answer. */
const options: AgentOptions = { keepAlive: false };

class BoundedHttpAgent extends HttpAgent {
  override createConnection(
    ...given: Parameters<HttpAgent["createConnection"]>
  ): ReturnType<HttpAgent["createConnection"]> {
    return bounded(super.createConnection(...given));
  }
}

class BoundedHttpsAgent extends HttpsAgent {
  override createConnection(
    ...given: Parameters<HttpsAgent["createConnection"]>
  ): ReturnType<HttpsAgent["createConnection"]> {
    return bounded(super.createConnection(...given));
  }
}

/**
 * What identity providers are asked through: an answer larger than 2 MB, or not whole within 6 s, breaks off. The client
 * reads whatever comes to its end, and anybody may begin a sign-in: a provider that never ends could fill this process's
 * memory (R26).
 */
export function boundedAgent({ protocol }: URL): HttpAgent {
  const agents = processState("oidc.agents", () => ({
    http: new BoundedHttpAgent(options),
    https: new BoundedHttpsAgent(options),
  }));
  return protocol === "https:" ? agents.https : agents.http;
}

function bounded<T extends Duplex | null | undefined>(connection: T): T {
  const socket = connection as (Socket & T) | null | undefined;
  if (!socket) return connection;
  const breakOff = () => socket.destroy(new Error("The answer has no end"));
  const watch = setInterval(() => socket.bytesRead > largestAnswerBytes && breakOff(), watchMilliseconds).unref();
  const limit = setTimeout(breakOff, longestAnswerMilliseconds).unref();
  socket.once("close", () => {
    clearInterval(watch);
    clearTimeout(limit);
  });
  return connection;
}
