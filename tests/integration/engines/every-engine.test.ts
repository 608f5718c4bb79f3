import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import { engineSettings } from "@/lib/engines/engine-settings";
import { introspectEngine } from "@/lib/engines/introspect";
import { hostResolver } from "@/lib/engines/resolve-host";
import { runOnEngine } from "@/lib/engines/run";
import { testEngine } from "@/lib/engines/test";
import { startFakeSource } from "@/tests/support/fake-sources";
import { type EngineSource, engineKits } from "./engine-kits";
import { failureOf, until } from "./source-database";

const limits = { maximumRows: 1_000, timeoutMilliseconds: 30_000 };
const maximumPools = 4;
const maximumConnections = 6;
const unavailable = { code: "data_source_unavailable", message: "The data source could not be reached" };
const notAllowed = { code: "data_source_unavailable", message: "The address of this data source is not allowed" };

describe.each(engineKits)("on $name", (kit) => {
  describe.skipIf(!kit.available())("(needs the server)", () => {
    let source: EngineSource;

    beforeAll(async () => {
      Object.assign(engineSettings(), { maximumPools, maximumConnections });
      source = await kit.open();
    });

    afterAll(async () => {
      await closeEngines();
      await source.close();
    });

    const firstCell = async (sql: string, target = source.target(), tenant?: string) =>
      (await runOnEngine(target, sql, { ...limits, tenant })).data[0]?.[0];

    test("a query over its time limit fails at once and is cancelled in the server", async () => {
      const slow = failureOf(runOnEngine(source.target(), source.endless, { ...limits, timeoutMilliseconds: 1_500 }));
      expect(await until(async () => (await source.running()) === 1)).toBe(true);
      expect(await slow).toEqual({ code: "query_timeout", message: "The query took too long" });
      expect(await until(async () => (await source.running()) === 0)).toBe(true);
    });

    test("a caller who leaves takes the query along in the server, and one who has left runs none", async () => {
      const caller = new AbortController();
      const slow = failureOf(runOnEngine(source.target(), source.endless, { ...limits, signal: caller.signal }));
      expect(await until(async () => (await source.running()) === 1)).toBe(true);
      caller.abort();
      const cancelled = { code: "query_timeout", message: "The query was cancelled" };
      expect(await slow).toEqual(cancelled);
      expect(await until(async () => (await source.running()) === 0)).toBe(true);
      const late = runOnEngine(source.target(), source.echo(1), { ...limits, signal: AbortSignal.abort() });
      expect(await failureOf(late)).toEqual(cancelled);
    });

    test("cancelling one query never touches another one of the same pool", async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 32 }, (_, n) =>
          n % 4 === 0
            ? failureOf(runOnEngine(source.target(), source.endless, { ...limits, timeoutMilliseconds: 50 + n }))
            : firstCell(source.echo(n)),
        ),
      );
      outcomes.forEach((outcome, n) => {
        if (n % 4 === 0) expect(outcome).toMatchObject({ code: "query_timeout" });
        else expect(outcome).toBe(n);
      });
      expect(await until(async () => (await source.running()) === 0)).toBe(true);
    });

    test("R23: of many targets each query gets its own, within every bound, and a wrong password borrows no pool", async () => {
      expect(await firstCell(source.echo(1))).toBe(1);
      const wrong = source.target({ password: "wrong" });
      expect(await failureOf(runOnEngine(wrong, source.echo(1), limits))).toEqual(unavailable);
      const many = await source.createTargets(kit.manyTargets);
      let most = { pools: 0, connections: 0 };
      const asked = [...many.targets, ...many.targets, ...many.targets];
      const seen = await Promise.all(
        asked.map(async (target, n) => {
          const { data } = await runOnEngine(target, many.whoAmI, {
            ...limits,
            timeoutMilliseconds: 55_000,
            tenant: `t${n % 7}`,
          });
          const { pools, connections } = kit.pools.usage();
          most = { pools: Math.max(most.pools, pools), connections: Math.max(most.connections, connections) };
          return data[0]?.[0];
        }),
      );
      expect(seen).toEqual([...many.answers, ...many.answers, ...many.answers]);
      expect(most.pools).toBe(maximumPools);
      expect(most.connections).toBeLessThanOrEqual(maximumConnections);
      await closeEngines();
      await many.drop();
    });

    describe("a host that is a name", () => {
      const systemLookup = hostResolver().lookup;
      let asked = 0;
      let address = "127.0.0.1";

      beforeAll(() => {
        hostResolver().lookup = async (host) => {
          if (host !== "source.example") return systemLookup(host);
          asked += 1;
          return [{ address, family: 4 }];
        };
      });

      afterAll(() => {
        hostResolver().lookup = systemLookup;
      });

      test("is resolved once for a connection, and is refused at the next when it has moved to a reserved address", async () => {
        const target = source.target({ host: "source.example" });
        asked = 0;
        expect(await firstCell(source.echo(3), target)).toBe(3);
        expect(asked).toBe(1);
        await closeEngines();
        address = "169.254.169.254";
        expect(await failureOf(runOnEngine(target, source.echo(3), limits))).toEqual(notAllowed);
        expect(await failureOf(introspectEngine(target))).toEqual(notAllowed);
        expect(await testEngine(target)).toMatchObject({ ok: false, message: notAllowed.message });
        address = "127.0.0.1";
        expect(await firstCell(source.echo(4), target)).toBe(4);
      });

      test("has its query cancelled at the very address that runs it, wherever the name leads by then", async () => {
        const caller = new AbortController();
        const target = source.target({ host: "source.example" });
        const slow = failureOf(runOnEngine(target, source.endless, { ...limits, signal: caller.signal }));
        expect(await until(async () => (await source.running()) === 1)).toBe(true);
        address = kit.cancelsByName ? "127.0.0.1" : "169.254.169.254";
        caller.abort();
        expect(await slow).toMatchObject({ code: "query_timeout" });
        expect(await until(async () => (await source.running()) === 0)).toBe(true);
        address = "127.0.0.1";
      });

      test("is what the certificate is asked for, not the address", async () => {
        let heard = Buffer.alloc(0);
        const fake = await startFakeSource((socket) => {
          if (kit.tlsGreeting.first) socket.write(kit.tlsGreeting.first);
          socket.on("data", (chunk) => {
            heard = Buffer.concat([heard, chunk]);
            if (kit.tlsGreeting.answer && heard.length === chunk.length) socket.write(kit.tlsGreeting.answer);
            if (heard.includes("source.example")) socket.destroy();
          });
        });
        const target = source.secureTarget({ host: "source.example", port: fake.port });
        expect(await failureOf(runOnEngine(target, source.echo(1), limits))).toEqual(unavailable);
        expect(heard.includes("source.example")).toBe(true);
        await fake.close();
      });
    });

    test.each(["169.254.169.254", "::ffff:169.254.169.254", "0.0.0.0", "2852039166", "metadata.google.internal"])(
      "the address %s is never dialled, whoever has let it through before",
      async (host) => {
        const target = source.target({ host });
        expect(await failureOf(runOnEngine(target, source.echo(1), limits))).toEqual(notAllowed);
        expect(await testEngine(target)).toMatchObject({ ok: false, message: notAllowed.message });
      },
    );
  });
});
