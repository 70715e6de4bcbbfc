import { describe, expect, it } from "vitest";
import { BUDGETS } from "../package/budgets.ts";
import { readText } from "./modules.ts";

describe("the README", () => {
  it("states the size budgets that are held", () => {
    const stated = [...readText("README.md").matchAll(/^\| `(\w+)\.(\w+)`[^|]*\| +([\d.]+) \|$/gm)];
    expect(stated.length).toBeGreaterThan(5);
    const held = new Map(BUDGETS.map((budget) => [`${budget.subpath}.${budget.name}`, budget.kilobytes]));
    for (const [, subpath, name, kilobytes] of stated)
      expect([`${subpath}.${name}`, held.get(`${subpath}.${name}`)]).toEqual([`${subpath}.${name}`, Number(kilobytes)]);
  });
});
