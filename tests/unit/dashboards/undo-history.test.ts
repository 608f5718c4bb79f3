import { describe, expect, test } from "vitest";
import { beginHistory, redo, takeStep, type UndoHistory, undo } from "@/lib/dashboards/undo-history";

const steps = (...values: string[]): UndoHistory<string> =>
  values.reduce((history, value, index) => takeStep(history, value, null, index), beginHistory("start"));

describe("undo", () => {
  test("goes back step by step to the beginning and no further", () => {
    let history = steps("a", "b");
    history = undo(history);
    expect(history.present).toBe("a");
    history = undo(undo(undo(history)));
    expect(history.present).toBe("start");
    expect(history.past).toEqual([]);
  });

  test("does again what was taken back, in its order", () => {
    const history = redo(redo(undo(undo(steps("a", "b")))));
    expect(history.present).toBe("b");
    expect(redo(history)).toBe(history);
  });

  test("a new step ends what could be done again", () => {
    const history = takeStep(undo(steps("a", "b")), "c", null, 9);
    expect(redo(history).present).toBe("c");
    expect(undo(history).present).toBe("a");
  });

  test("what was typed at one place within a second is one step", () => {
    let history = beginHistory("");
    for (const [index, text] of ["d", "de", "del"].entries()) history = takeStep(history, text, "title", index * 300);
    expect(undo(history).present).toBe("");
    history = takeStep(history, "dela", "title", 5_000);
    expect(undo(history).present).toBe("del");
  });

  test("steps at two places, and a step after undoing, stay apart", () => {
    let history = takeStep(beginHistory("0"), "1", "title", 0);
    history = takeStep(history, "2", "description", 10);
    expect(undo(history).present).toBe("1");
    history = takeStep(undo(history), "3", "title", 20);
    expect(undo(history).present).toBe("1");
  });

  test("a change that changes nothing is no step", () => {
    const history = beginHistory("same");
    expect(takeStep(history, "same", null, 0)).toBe(history);
  });

  test("remembers a hundred steps, and forgets the oldest", () => {
    let history = beginHistory(0);
    for (let step = 1; step <= 150; step += 1) history = takeStep(history, step, null, step);
    expect(history.past).toHaveLength(100);
    for (let step = 0; step < 120; step += 1) history = undo(history);
    expect(history.present).toBe(50);
  });
});
