import { orThrow, recommend, records } from "learnlift";

const MODULES: readonly records.CatalogueModule[] = [
  { id: "tables", title: "Tables", skills: ["tables"], prerequisites: [] },
  { id: "filters", title: "Filters", skills: ["filters"], prerequisites: ["tables"] },
  { id: "joins", title: "Joins", skills: ["joins"], prerequisites: ["tables"] },
  { id: "groups", title: "Groups", skills: ["groups"], prerequisites: ["filters", "joins"] },
  { id: "windows", title: "Windows", skills: ["windows"], prerequisites: ["groups"] },
  { id: "charts", title: "Charts", skills: ["charts"], prerequisites: ["tables"] },
  { id: "tuning", title: "Tuning", skills: ["tuning"], prerequisites: ["windows"] },
];

/** How many prerequisites lie under a module, one on the other. */
const depthOf = (id: string): number => {
  const before = MODULES.find((module) => module.id === id)?.prerequisites ?? [];
  return Math.max(-1, ...before.map(depthOf)) + 1;
};

/** The prerequisites of a course from left to right, with what is settled once the first probe was passed. */
export const placementChart = (): object => {
  const catalogue = orThrow(records.catalogue(MODULES));
  const place = recommend.placement();
  const skill = orThrow(place({ id: "placement-31", catalogue })).probe?.skill ?? "";
  const { skills } = orThrow(place({ id: "placement-31", catalogue, answers: [{ skill, passed: true }] }));
  const lanes = new Map<number, number>();
  const nodes = MODULES.map(({ id, title }) => {
    const depth = depthOf(id);
    const lane = lanes.get(depth) ?? 0;
    lanes.set(depth, lane + 1);
    const placed = skills.find((one) => one.skill === id);
    const standing = id === skill ? "asked and passed" : placed?.standing === "known" ? "implied" : "still open";
    const confidence = standing === "implied" ? ` ${(placed?.confidence ?? 0).toFixed(2)}` : "";
    return { id, depth, lane, standing, label: `${title}${confidence}` };
  });
  const at = new Map(nodes.map((node) => [node.id, node]));
  const edges = MODULES.flatMap(({ id, prerequisites = [] }) =>
    prerequisites.map((before) => ({
      depth: at.get(before)?.depth,
      lane: at.get(before)?.lane,
      toDepth: at.get(id)?.depth,
      toLane: at.get(id)?.lane,
    })),
  );
  const x = { field: "depth", type: "quantitative", axis: null, scale: { domain: [-0.35, 4.35] } };
  const y = { field: "lane", type: "quantitative", axis: null, scale: { domain: [2.3, -0.6] } };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    title: { text: `One probe (${skill}) settles what lies two steps before it`, anchor: "start" },
    height: 190,
    config: { view: { stroke: null } },
    layer: [
      {
        data: { values: edges },
        mark: { type: "rule", color: "#8c959f", strokeWidth: 1.5 },
        encoding: { x, y, x2: { field: "toDepth" }, y2: { field: "toLane" } },
      },
      {
        data: { values: nodes },
        mark: { type: "circle", size: 420, opacity: 1, stroke: "#57606a" },
        encoding: {
          x,
          y,
          color: {
            field: "standing",
            type: "nominal",
            title: null,
            scale: { domain: ["asked and passed", "implied", "still open"], range: ["#0072b2", "#56b4e9", "#ffffff"] },
            legend: { orient: "top" },
          },
        },
      },
      ...[-20, 24].map((dy) => ({
        data: { values: nodes },
        transform: [{ filter: dy < 0 ? "datum.lane === 0" : "datum.lane > 0" }],
        mark: { type: "text", dy, fontSize: 13 },
        encoding: { x, y, text: { field: "label" } },
      })),
    ],
  };
};
