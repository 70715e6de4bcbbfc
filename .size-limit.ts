import { BUDGETS } from "./test/package/budgets.ts";

// One function of each subpath, bundled with all that it needs, and everything at once.
export default [
  ...BUDGETS.map(({ subpath, name, kilobytes }) => ({
    name: `${subpath}.${name}`,
    path: `dist/${subpath}/index.js`,
    import: `{ ${name} }`,
    gzip: true,
    limit: `${kilobytes} kB`,
  })),
  { name: "everything", path: "dist/index.js", import: "*", gzip: true, limit: "235 kB" },
];
