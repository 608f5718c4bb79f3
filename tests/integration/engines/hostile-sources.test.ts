import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import { engineSettings } from "@/lib/engines/engine-settings";
import { introspectEngine } from "@/lib/engines/introspect";
import { runOnEngine } from "@/lib/engines/run";
import { testEngine } from "@/lib/engines/test";
import {
  type FakeSource,
  garbage,
  startFakeSource,
  startTamperingSource,
  type Tamper,
} from "@/tests/support/fake-sources";
import { type EngineSource, engineKits } from "./engine-kits";
import { failureOf, freePort, until } from "./source-database";

const limits = { maximumRows: 10_000, timeoutMilliseconds: 10_000 };
const brief = { ...limits, timeoutMilliseconds: 3_000 };
const unavailable = { code: "data_source_unavailable", message: "The data source could not be reached" };
const refused = { code: "query_refused", message: "The data source could not run this query" };
const timedOut = { code: "query_timeout", message: "The query took too long" };

/** A byte of a real answer every tenth of a second: alive for ever, and never done. */
const trickle: Tamper = (chunk, client) => {
  let sent = 0;
  const timer = setInterval(() => {
    if (client.destroyed || sent >= chunk.length) clearInterval(timer);
    else client.write(chunk.subarray(sent, sent + 1));
    sent += 1;
  }, 100);
};

/** Answers so many times as the real server does, and then in its own way. */
const afterAnswers =
  (answers: number, then: Tamper): Tamper =>
  (chunk, client, count) =>
    count <= answers ? client.write(chunk) : then(chunk, client, count);

const silence: Tamper = () => {};
const goodbye: Tamper = (_, client) => client.destroy();
const halfAnAnswer: Tamper = (chunk, client) => client.end(chunk.subarray(0, Math.ceil(chunk.length / 2)));
const nonsense: Tamper = (_, client) => client.write(garbage);

const fakes: readonly [string, (source: EngineSource) => Promise<FakeSource>][] = [
  ["accepts and says nothing", () => startFakeSource(() => {})],
  ["accepts and hangs up", () => startFakeSource((socket) => socket.destroy())],
  ["answers with bytes of no protocol", () => startFakeSource((socket) => socket.write(garbage))],
  ["trickles its answers", (source) => startTamperingSource(source.target(), trickle)],
  ...[1, 3, 4, 5].flatMap((answers): [string, (source: EngineSource) => Promise<FakeSource>][] => {
    const tampering = (then: Tamper) => (source: EngineSource) =>
      startTamperingSource(source.target(), afterAnswers(answers, then));
    return [
      [`falls silent after ${answers} answers`, tampering(silence)],
      [`hangs up after ${answers} answers`, tampering(goodbye)],
      [`ends in the middle of an answer, after ${answers}`, tampering(halfAnAnswer)],
      [`answers with bytes of no protocol after ${answers} answers`, tampering(nonsense)],
    ];
  }),
];

describe.each(engineKits)("a hostile source of $name", (kit) => {
  describe.skipIf(!kit.available())("(needs the server)", () => {
    let source: EngineSource;

    beforeAll(async () => {
      engineSettings().connectTimeoutMilliseconds = 1_500;
      source = await kit.open();
    });

    afterAll(async () => {
      await closeEngines();
      await source.close();
    });

    const answersWell = async () => (await runOnEngine(source.target(), source.echo(7), limits)).data[0]?.[0];

    test("one that refuses connections fails in fixed words", async () => {
      const target = source.target({ port: await freePort() });
      expect(await failureOf(runOnEngine(target, source.echo(1), limits))).toEqual(unavailable);
      expect(await failureOf(introspectEngine(target))).toEqual(unavailable);
      expect(await testEngine(target)).toMatchObject({ ok: false, message: "The server could not be reached" });
    });

    test("R26: all fail in fixed words within their deadline and give their places back", async () => {
      const started = await Promise.all(fakes.map(([, start]) => start(source)));
      const outcomes = started.map(({ port }) =>
        Promise.all(
          Array.from({ length: 3 }, () => failureOf(runOnEngine(source.target({ port }), source.manyRows, brief))),
        ),
      );
      for (const [index, [name]] of fakes.entries()) {
        for (const failure of (await outcomes[index]) ?? []) {
          expect([unavailable, timedOut, refused, "nothing failed"], name).toContainEqual(failure);
        }
      }
      expect(await until(async () => kit.pools.usage().leases === 0)).toBe(true);
      await closeEngines();
      for (const [index, [name]] of fakes.entries()) {
        expect(await until(async () => started[index]?.openCount() === 0), name).toBe(true);
      }
      await Promise.all(started.map((fake) => fake.close()));
      expect(await answersWell()).toBe(7);
    });

    test("one that says nothing slows nobody else, and whoever waits for it may leave", async () => {
      const { connectTimeoutMilliseconds } = engineSettings();
      engineSettings().connectTimeoutMilliseconds = 60_000;
      const silent = await startFakeSource(() => {});
      const caller = new AbortController();
      const waiting = Array.from({ length: 20 }, () =>
        failureOf(
          runOnEngine(source.target({ port: silent.port }), source.echo(1), {
            maximumRows: 1,
            timeoutMilliseconds: 60_000,
            signal: caller.signal,
          }),
        ),
      );
      expect(await Promise.race([answersWell(), ...waiting])).toBe(7);
      caller.abort();
      for (const failure of await Promise.all(waiting)) {
        expect(failure).toEqual({ code: "query_timeout", message: "The query was cancelled" });
      }
      await silent.close();
      engineSettings().connectTimeoutMilliseconds = connectTimeoutMilliseconds;
    });

    test("one giant row fails before all of it has come, and the next query is answered", async () => {
      let bytes = 0;
      const counting = await startTamperingSource(source.target(), (chunk, client) => {
        bytes += chunk.length;
        client.write(chunk);
      });
      const { maximumResultBytes } = engineSettings();
      engineSettings().maximumResultBytes = 100_000;
      const target = source.target({ port: counting.port });
      const outcome = await failureOf(
        runOnEngine(target, source.giant.sql, { ...limits, timeoutMilliseconds: 50_000 }),
      );
      engineSettings().maximumResultBytes = maximumResultBytes;
      expect(outcome).toEqual({
        code: "query_refused",
        message: "The answer is too large, ask for fewer rows or columns",
      });
      expect(bytes).toBeLessThan(source.giant.bytes);
      expect(await answersWell()).toBe(7);
      await counting.close();
    });
  });
});
