import { exp, logistic, pow } from "../core/numeric/elementary/index.ts";
import {
  drawBernoulli,
  drawExponential,
  drawNormal,
  drawUniform,
  type RandomStream,
  stream,
} from "../core/numeric/random/index.ts";
import { type CompiledZone, fromLocal } from "../core/time/index.ts";
import type { CatalogueModule, LearnerEvent } from "../records/index.ts";
import type { AcademySettings } from "./academy.ts";
import { SPOTLIGHT } from "./content.ts";
import { type Person, traitsOf } from "./people.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What having learned on the day before adds to the log odds of learning. */
const HABIT = 0.9;

/** What Saturdays and Sundays add to them. */
const WEEKEND = -0.7;

/** Leaving is this many times as likely after a week without a day of learning. */
const AFTER_SILENCE = 3;

const SILENT_DAYS = 7;

/** Leaving is this many times as likely in the first two weeks. */
const AT_FIRST = 2.5;

const FIRST_DAYS = 14;

/** Questions at the end of a module, and how many of them must be right. */
const QUESTIONS = 4;
const TO_PASS = 3;

/** A sitting begins between these local hours and is over before midnight. */
const EARLIEST_HOUR = 5;
const LATEST_HOUR = 22.25;

/** No sitting takes longer. */
const LONGEST_MINUTES = 90;

/** What one finished module of a skill adds to the log odds of its questions. */
const PER_MODULE = 0.5;

/** One person's history. */
export interface Life {
  /** In the order in which they happened: ascending by time, and where times are equal by id. */
  readonly events: readonly LearnerEvent[];
  /** Counted from the start of the history, or `null`. */
  readonly leftOnDay: number | null;
  /** Instant of leaving, or `null`. */
  readonly leftAt: number | null;
  /** Instant at which the last module was finished, or `null`. */
  readonly completedAt: number | null;
}

/** What is the same for everybody. */
export interface World {
  readonly settings: AcademySettings;
  readonly course: string;
  readonly modules: readonly CatalogueModule[];
  readonly zones: ReadonlyMap<string, CompiledZone>;
}

/** The state of a person while the days go by. */
interface Going {
  readonly person: Person;
  readonly source: RandomStream;
  readonly events: LearnerEvent[];
  /** When each finished module was last dealt with. */
  readonly finished: Map<string, number>;
  /** Modules finished of each skill. */
  readonly levels: Map<string, number>;
  completedAt: number | null;
}

/**
 * One person's history, day by day: whether they leave, whether they learn, at which hour, which module they open, what they answer.
 *
 * - log odds of learning on a day: the person's own, a habit from the day before, weekends, and the trend of the group
 * - right answers: logistic(ability + 0.5 × modules finished of the skill - difficulty), for old modules times the recall
 *   (1 + days)^-forgetting
 * - modules open once their prerequisites are finished, never before
 * - the first sitting follows the enrolment, none outlasts the history, and who has finished everything does not leave
 */
export const lifeOf = (world: World, person: Person): Life => {
  const { settings } = world;
  const { learner } = person.truth;
  const traits = traitsOf(person.truth.group);
  const going: Going = {
    person,
    source: stream(settings.seed, `life:${learner}`),
    events: [],
    finished: new Map(),
    levels: new Map(),
    completedAt: null,
  };
  const bound = person.origin === "mandatory" ? 0.5 : 1; // who must be there leaves half as often
  say(going, world, settings.startsAt, "registered", world.course, "course");
  let silent = 0;
  let yesterday = false;
  for (let day = 0; day < settings.weeks * 7; day += 1) {
    const hazard =
      traits.leaving * bound * (silent >= SILENT_DAYS ? AFTER_SILENCE : 1) * (day < FIRST_DAYS ? AT_FIRST : 1);
    if (going.completedAt === null && drawBernoulli(going.source, hazard)) {
      const leftAt = settings.startsAt + day * DAY_MS + DAY_MS / 2; // the sitting of the day before is over in every zone
      say(going, world, leftAt, "unregistered", world.course, "course");
      return { events: going.events, leftOnDay: day, leftAt, completedAt: going.completedAt };
    }
    const odds = person.daily + (yesterday ? HABIT : 0) + (day % 7 >= 5 ? WEEKEND : 0) + (traits.trend * day) / 7;
    yesterday = drawBernoulli(going.source, logistic(odds));
    silent = yesterday ? 0 : silent + 1;
    if (yesterday) learn(going, world, day);
  }
  return { events: going.events, leftOnDay: null, leftAt: null, completedAt: going.completedAt };
};

const say = (
  going: Going,
  world: World,
  at: number,
  act: LearnerEvent["act"],
  object: string,
  objectKind: LearnerEvent["objectKind"],
  more: Partial<LearnerEvent> = {},
): void => {
  const { learner } = going.person.truth;
  going.events.push({
    id: `${learner}/${String(going.events.length + 1).padStart(5, "0")}`, // ids sort as the events happened
    learner,
    at,
    act,
    object,
    objectKind,
    course: world.course,
    source: "academy",
    ...more,
  });
};

/** A sitting: now and then an old module is reviewed, otherwise the next one is worked on. */
const learn = (going: Going, world: World, day: number): void => {
  const zone = world.zones.get(going.person.zone);
  if (zone === undefined) return;
  const { source } = going;
  const date = new Date(world.settings.startsAt + day * DAY_MS);
  const clock = Math.min(Math.max(going.person.truth.hour + 1.2 * drawNormal(source), EARLIEST_HOUR), LATEST_HOUR);
  const local = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  const start = fromLocal(zone, { ...local, hour: Math.floor(clock), minute: Math.floor((clock % 1) * 60) });
  const { startsAt, weeks } = world.settings;
  const endsAt = startsAt + weeks * 7 * DAY_MS;
  if (start <= startsAt || start + (LONGEST_MINUTES + 1) * MINUTE_MS > endsAt) return; // zones far from UTC, at both ends
  const module = nextModule(going, world);
  const old = [...going.finished];
  if (old.length > 0 && (module === undefined || drawBernoulli(source, 0.25))) {
    const [object, since] = old[Math.floor(drawUniform(source) * old.length)] as [string, number]; // a draw is below 1
    reviewModule(going, world, object, since, start);
  } else if (module !== undefined) workOn(going, world, module, start);
};

/** The first of the catalogue that is open and unfinished; the elective is nobody's own idea. */
const nextModule = ({ finished }: Going, { modules }: World): CatalogueModule | undefined =>
  modules.find(
    ({ id, prerequisites = [] }) =>
      id !== SPOTLIGHT.id && !finished.has(id) && prerequisites.every((needed) => finished.has(needed)),
  );

/** Pages first; about every other sitting ends with the questions, which come after the last page, at most a minute apart. */
const workOn = (going: Going, world: World, module: CatalogueModule, start: number): void => {
  const { source } = going;
  const minutes = Math.min(LONGEST_MINUTES, 2 + (module.minutes ?? 15) * drawExponential(source));
  say(going, world, start, "launched", module.id, "module");
  const pages = 1 + Math.floor(drawExponential(source) * 3);
  let lastPage = start;
  for (let page = 1; page <= pages; page += 1) {
    lastPage = Math.round(start + (minutes * MINUTE_MS * page) / (pages + 2));
    say(going, world, lastPage, "viewed", `${module.id}/page-${page}`, "page", {
      count: 1 + Math.floor(2 * drawExponential(source)),
    });
  }
  if (!drawBernoulli(source, 0.5)) return;
  const end = Math.round(start + minutes * MINUTE_MS);
  const apart = Math.min(MINUTE_MS, Math.floor((end - lastPage) / QUESTIONS));
  let right = 0;
  for (let question = 1; question <= QUESTIONS; question += 1) {
    const success = drawBernoulli(source, chanceOf(going, module, (question - 2.5) * 0.3));
    right += success ? 1 : 0;
    const at = end - (QUESTIONS - question) * apart;
    say(going, world, at, "answered", `${module.id}/question-${question}`, "item", { success, score: success ? 1 : 0 });
  }
  const score = right / QUESTIONS;
  const success = right >= TO_PASS;
  say(going, world, end, success ? "passed" : "failed", module.id, "module", {
    score,
    success,
    durationMs: end - start,
  });
  if (!success) return;
  say(going, world, end + 1000, "completed", module.id, "module", { completion: true });
  going.finished.set(module.id, end);
  for (const skill of module.skills ?? []) going.levels.set(skill, (going.levels.get(skill) ?? 0) + 1);
  if (going.finished.size === world.modules.length - 1) going.completedAt = end + 1000; // all but the elective
};

const chanceOf = (going: Going, module: CatalogueModule, harder: number): number => {
  const level = Math.max(0, ...(module.skills ?? []).map((skill) => going.levels.get(skill) ?? 0));
  return logistic(going.person.truth.ability + PER_MODULE * level - (module.difficulty ?? 0) - harder + 0.5);
};

/** @param since - when the module was last dealt with */
const reviewModule = (going: Going, world: World, object: string, since: number, at: number): void => {
  const { ability, forgetting } = going.person.truth;
  const recall = pow(1 + (at - since) / DAY_MS, -forgetting * exp(-0.2 * ability));
  const success = drawBernoulli(going.source, recall);
  say(going, world, at, "reviewed", object, "module", { success, score: success ? 1 : 0 });
  going.finished.set(object, at);
};
