import { expect, it } from "vitest";
import { skillOrder } from "../../src/recommend/skillOrder.ts";

it("counts steps from the module of a skill that has the earlier one farthest away", () => {
  const module = (id: string, skills: readonly string[], prerequisites: readonly string[]) => ({
    id,
    title: id,
    minutes: 10,
    skills,
    prerequisites,
  });
  const { skills, before, after } = skillOrder([
    module("m1", ["base"], []),
    module("m2", ["middle"], ["m1"]),
    module("m3", ["top"], ["m1"]),
    module("m4", ["top"], ["m2"]),
  ]);
  expect(skills).toEqual(["base", "middle", "top"]);
  expect([...(before[2] ?? [])]).toEqual([[0, 2]]);
  expect([...(after[0] ?? [])]).toEqual([
    [1, 1],
    [2, 2],
  ]);
});
