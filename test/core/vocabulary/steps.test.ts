import { right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { insufficientData, type Progress, run, runAsync, type Steps } from "../../../src/core/vocabulary/index.ts";
import { hostileValues, invalidOf } from "../../support/property.ts";

/** Counts to a number, and tells when it was closed. */
const counting = (to: number, closed: string[] = []): Steps<number> =>
  (function* (): Steps<number> {
    try {
      for (let done = 1; done <= to; done += 1) yield { phase: "counting", done, total: to };
      return right(to);
    } finally {
      closed.push("closed");
    }
  })();

const pause = (): Promise<void> => Promise.resolve();

describe("run", () => {
  it("answers with what the steps end in, a failure too", () => {
    expect(run(counting(3))).toEqual(right(3));
    const failing = (function* (): Steps<number> {
      yield { phase: "x", done: 1, total: null };
      return insufficientData("f", "rows", 2, 1);
    })();
    expect(run(failing)).toEqual(insufficientData("f", "rows", 2, 1));
  });

  it("reports every step once, in order", () => {
    const seen: Progress[] = [];
    run(counting(3), { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ done }) => done)).toEqual([1, 2, 3]);
  });

  it("stops before the next step once the signal is set, says after how many, and closes the steps", () => {
    const closed: string[] = [];
    const signal = { aborted: false };
    const stopped = run(counting(10, closed), {
      signal,
      onProgress: ({ done }) => {
        signal.aborted = done === 4;
      },
    });
    expect(stopped).toEqual({ _tag: "Left", left: { _tag: "Cancelled", in: "run", afterSteps: 4 } });
    expect(closed).toEqual(["closed"]);
  });

  it("does nothing where the signal was set before", () => {
    const steps = counting(3);
    expect(run(steps, { signal: AbortSignal.abort() })).toMatchObject({ left: { afterSteps: 0 } });
    expect(steps.next().done).toBe(true);
  });

  it("closes the steps where onProgress throws, and passes the error on", () => {
    const closed: string[] = [];
    const broken = (): void => {
      throw new Error("chart is gone");
    };
    expect(() => run(counting(3, closed), { onProgress: broken })).toThrow("chart is gone");
    expect(closed).toEqual(["closed"]);
  });

  it("refuses what are no steps", () => {
    for (const value of hostileValues()) expect(invalidOf(run(value as never)).in).toBe("run");
    expect(invalidOf(run(undefined as never)).issues[0]).toMatchObject({ path: ["steps"], code: "missing" });
    expect(invalidOf(run({ next: () => 1 } as never)).issues[0]).toMatchObject({ path: ["steps"], code: "wrong-type" });
    expect(invalidOf(run({ next: () => 1, return: 1 } as never)).issues[0].code).toBe("wrong-type");
    expect(invalidOf(run({ next: 1, return: () => 1 } as never)).issues[0].code).toBe("wrong-type");
  });
});

describe("runAsync", () => {
  it("pauses after every step, and answers as run does", async () => {
    let pauses = 0;
    const counted = async (): Promise<void> => {
      pauses += 1;
    };
    expect(await runAsync(counting(5), { pause: counted })).toEqual(run(counting(5)));
    expect(pauses).toBe(5);
  });

  it("lets others run in between, who may stop it", async () => {
    const closed: string[] = [];
    const controller = new AbortController();
    const seen: number[] = [];
    const stopped = await runAsync(counting(1_000, closed), {
      signal: controller.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (done === 3) setTimeout(() => controller.abort(), 0);
      },
      pause: () => new Promise((go) => setTimeout(go, 1)),
    });
    expect(stopped).toMatchObject({ left: { _tag: "Cancelled", in: "runAsync", afterSteps: seen.length } });
    expect(seen.length).toBeLessThan(1_000);
    expect(closed).toEqual(["closed"]);
  });

  it("closes the steps where the pause fails, and rejects with its error", async () => {
    const closed: string[] = [];
    await expect(
      runAsync(counting(3, closed), { pause: () => Promise.reject(new Error("page closed")) }),
    ).rejects.toThrow("page closed");
    expect(closed).toEqual(["closed"]);
  });

  it("refuses what are no steps, and options without a pause", async () => {
    expect(invalidOf(await runAsync(5 as never, { pause })).in).toBe("runAsync");
    expect(invalidOf(await runAsync(counting(1), {} as never)).issues[0]).toMatchObject({
      path: ["options", "pause"],
      code: "missing",
    });
    expect(invalidOf(await runAsync(counting(1), undefined as never)).issues[0].code).toBe("missing");
    expect(invalidOf(await runAsync(counting(1), { pause: 5 } as never)).issues[0].code).toBe("wrong-type");
  });
});
