import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { answerWith } from "../../../scripts/entries/answer-with";

type Answer = Parameters<typeof answerWith>[0];

/** Serves one `(Request) → Response` function on a free port and returns its address. */
async function serve(answer: Answer, findReady?: Parameters<typeof answerWith>[1]): Promise<string> {
  const handle = answerWith(answer, findReady);
  const server = http.createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("method, address, headers and body arrive, and status, headers and body leave unchanged", async () => {
  const url = await serve(async (request) => {
    const { pathname, search } = new URL(request.url);
    const said = [request.method, pathname, search, request.headers.get("x-one"), await request.text()];
    return Response.json(said, { status: 201, headers: { "X-Two": "2" } });
  });
  const response = await fetch(`${url}/a/b?c=d`, { method: "POST", body: "hello", headers: { "X-One": "1" } });
  expect(response.status).toBe(201);
  expect(response.headers.get("x-two")).toBe("2");
  expect(await response.json()).toEqual(["POST", "/a/b", "?c=d", "1", "hello"]);
});

test("the first card reaches the reader before the last one is there", async () => {
  let finish = () => {};
  const url = await serve(async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("one\n"));
        finish = () => {
          controller.enqueue(new TextEncoder().encode("two\n"));
          controller.close();
        };
      },
    });
    return new Response(body);
  });
  const reader = (await fetch(url)).body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value)).toBe("one\n");
  finish();
  const second = await reader?.read();
  expect(new TextDecoder().decode(second?.value)).toBe("two\n");
});

test("a reader who leaves aborts the request's signal and cancels the answer", async () => {
  const seen: string[] = [];
  let left = () => {};
  const done = new Promise<void>((resolve) => {
    left = resolve;
  });
  const url = await serve(async (request) => {
    request.signal.addEventListener("abort", () => seen.push("aborted"));
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("one\n")),
      cancel() {
        seen.push("cancelled");
        left();
      },
    });
    return new Response(body);
  });
  const abort = new AbortController();
  const response = await fetch(url, { signal: abort.signal });
  await response.body?.getReader().read();
  abort.abort();
  await done;
  expect(seen.sort()).toEqual(["aborted", "cancelled"]);
});

test("an exception becomes the API's error body without its text", async () => {
  const url = await serve(async () => {
    throw new Error("the database said: secret");
  });
  const response = await fetch(url);
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(JSON.parse(text).error.code).toBe("internal");
  expect(text).not.toContain("secret");
});

test("a look for a ready answer that fails is answered anew and does not end the process", async () => {
  const url = await serve(
    async () => new Response("made anew"),
    () => {
      throw new Error("The audit queue is full");
    },
  );
  expect(await (await fetch(url, { method: "POST", body: "{}" })).text()).toBe("made anew");
  expect(await (await fetch(url)).text()).toBe("made anew");
});

test("a ready answer that has to be waited for is given when it is there, and made anew when it does not come", async () => {
  const ready = { headers: ["Content-Type", "text/plain", "Content-Length", "2"], bytes: Buffer.from("ü") };
  const anew = async () => new Response("made anew");
  const [found, missing, failing] = await Promise.all([
    serve(anew, async () => ready),
    serve(anew, async () => null),
    serve(anew, () => Promise.reject(new Error("The audit queue is full"))),
  ]);
  expect(await (await fetch(found, { method: "POST", body: "{}" })).text()).toBe("ü");
  expect(await (await fetch(missing)).text()).toBe("made anew");
  expect(await (await fetch(failing)).text()).toBe("made anew");
});

test("a body beyond a megabyte is refused", async () => {
  const url = await serve(async (request) => new Response(await request.text()));
  const response = await fetch(url, { method: "POST", body: "x".repeat(1_000_001) });
  expect(response.status).toBe(400);
});
