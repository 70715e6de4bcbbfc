import { orThrow, segment, tableFromColumns } from "learnlift";
import { peerPackage, type Side, type Task } from "../task.ts";

const FEATURES = ["activeDays", "sessions", "minutes", "clicks", "posts", "streak"] as const;
const GROUPS = 4;

/** The part of ml-kmeans that is used here. */
interface Peer {
  kmeans(
    points: number[][],
    k: number,
    options: { readonly initialization: number[][] },
  ): { readonly converged: boolean; nearest(points: number[][]): number[] };
}

/** Learners around four centres, by a linear congruence: the same for both sides and in every run. */
const learners = (count: number): Readonly<Record<(typeof FEATURES)[number], Float64Array>> => {
  let seed = 1;
  const uniform = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
    return (seed >>> 0) / 2 ** 32;
  };
  const column = (feature: number): Float64Array =>
    Float64Array.from(
      { length: count },
      (_, i) => 10 * (((i % GROUPS) * (feature + 1)) % 5) + 8 * (uniform() + uniform()),
    );
  return {
    activeDays: column(0),
    sessions: column(1),
    minutes: column(2),
    clicks: column(3),
    posts: column(4),
    streak: column(5),
  };
};

const columnsOf = (columns: ReturnType<typeof learners>): Record<string, number[]> =>
  Object.fromEntries(FEATURES.map((feature) => [feature, Array.from(columns[feature])]));

interface Prepared {
  readonly model: segment.PersonaModel;
  readonly columns: ReturnType<typeof learners>;
  /** For each learner the coordinates in the units of the model, as the peer wants them. */
  readonly points: number[][];
  readonly nearest: (points: number[][]) => number[];
}

const prepare = async (units: number): Promise<Prepared> => {
  const training = learners(400);
  const model = orThrow(segment.fitPersonas({ k: GROUPS, seed: 7 })(orThrow(tableFromColumns()(columnsOf(training)))));
  const scaled = (columns: ReturnType<typeof learners>, count: number): number[][] =>
    Array.from({ length: count }, (_, i) =>
      model.features.map(({ name, centre, scale }) => {
        const feature = FEATURES.find((each) => each === name) ?? "activeDays";
        return ((columns[feature][i] ?? 0) - centre) / scale;
      }),
    );
  const { kmeans } = await peerPackage<Peer>("ml-kmeans");
  // From our centres, at which it stops at once: the same model.
  const fitted = kmeans(scaled(training, 400), GROUPS, {
    initialization: model.personas.map(({ centre }) => [...centre]),
  });
  const columns = learners(units);
  return { model, columns, points: scaled(columns, units), nearest: (points) => fitted.nearest(points) };
};

const oneByOne = ({ model, columns, points, nearest }: Prepared): { readonly ours: Side; readonly peer: Side } => {
  const units = points.length;
  const rows = Array.from({ length: units }, (_, i) =>
    Object.fromEntries(FEATURES.map((feature) => [feature, columns[feature][i] ?? 0])),
  );
  const place = new Map(model.personas.map(({ id }, i) => [id, i]));
  const assign = segment.assignPersona(model);
  const ours = new Int32Array(units);
  const theirs = new Int32Array(units);
  return {
    ours: {
      run: () => {
        for (let i = 0; i < units; i += 1) ours[i] = place.get(orThrow(assign(rows[i] ?? {})).persona) ?? -1;
        return ours;
      },
    },
    peer: {
      run: () => {
        for (let i = 0; i < units; i += 1) theirs[i] = nearest([points[i] ?? []])[0] ?? -1;
        return theirs;
      },
    },
  };
};

const allAtOnce = ({ model, columns, points, nearest }: Prepared): { readonly ours: Side; readonly peer: Side } => {
  const table = orThrow(tableFromColumns()(columnsOf(columns)));
  const assign = segment.assignPersonas(model);
  return { ours: { run: () => orThrow(assign(table)).codes }, peer: { run: () => nearest(points) } };
};

const beside =
  "ml-kmeans `nearest` gives the number of the cluster, on coordinates scaled beforehand; ours scales, checks, and gives";

export const ASSIGN_PERSONA: readonly Task[] = [
  {
    name: "persona of one learner",
    unit: "row",
    peer: "ml-kmeans",
    equalWithin: 0,
    note: `six features, four personas, one call a learner. ${beside} memberships, distance, the runner-up and reasons besides.`,
    units: 2000,
    sides: async (units) => oneByOne(await prepare(units)),
  },
  {
    name: "personas of a table",
    unit: "row",
    peer: "ml-kmeans",
    equalWithin: 0,
    note: `six features, four personas, one call for the whole table. ${beside} memberships, distances and runners-up besides.`,
    units: 10_000,
    sides: async (units) => allAtOnce(await prepare(units)),
  },
];
