import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../core/check/index.ts";
import { type CompiledZone, compileZone } from "../core/time/index.ts";
import { invalidInput, type Result, run, type Steps } from "../core/vocabulary/index.ts";
import type { Enrolment, LearnerEvent, PersonInterval } from "../records/index.ts";
import type { Academy, AcademySettings, LearnerTruth } from "./academy.ts";
import { campaignOf } from "./campaign.ts";
import { academyModules } from "./content.ts";
import { type Life, lifeOf, type World } from "./life.ts";
import { type Person, personOf } from "./people.ts";
import { type AcademyOptions, readAcademyOptions } from "./settings.ts";

const NAME = "simulate.simulateAcademy";
const DAY_MS = 86_400_000;
const COURSE = "data-for-everyone";

/** People between two reports of progress. */
const BLOCK = 200;

/**
 * What would my product see of an academy whose truth I know? For tests, demos and what-ifs: people with abilities, habits, drive and
 * channels live through `weeks` of a course with prerequisites; they learn, answer, forget, and leave. In the last week managers send a
 * reminder; with `confounding` it goes to those who would have started anyway, and a naive comparison misses the truth.
 *
 * `records` is what a product would hold; `truth` is what nobody could know. The history is drawn person by person from
 * `stream(seed, person)`, so that more people leave those before them as they were.
 *
 * @param options - see `AcademyOptions`; an unknown key is a failure.
 * @returns the academy as plain JSON, or `InvalidInput`. Cost: people times days; 2,000 people and 12 weeks take about a second.
 *
 * @example
 * ```ts
 * import { orThrow, simulate } from "learnlift";
 *
 * const academy = orThrow(simulate.simulateAcademy({ seed: 7, learners: 20, weeks: 4 }));
 * academy.records.roster.length; // => 20
 * academy.records.modules.length; // => 25
 * ```
 */
export const simulateAcademy = (options: AcademyOptions): Result<Academy> => run(simulateAcademySteps(options));

/** `simulateAcademy` step by step: a step is 200 people. */
export function* simulateAcademySteps(options: AcademyOptions): Steps<Academy> {
  const settings = reading(NAME, (found) => readAcademyOptions(found, options));
  if (isLeft(settings)) return settings;
  const { learners, weeks, startsAt, seed } = settings.right;
  const zones = compileZones(settings.right);
  if (isLeft(zones)) return zones;
  const world: World = { settings: settings.right, course: COURSE, modules: academyModules(), zones: zones.right };
  const endsAt = startsAt + weeks * 7 * DAY_MS;
  const roster: PersonInterval[] = [];
  const enrolments: Enrolment[] = [];
  const truths: LearnerTruth[] = [];
  const events: LearnerEvent[] = [];
  for (let index = 0; index < learners; index += 1) {
    const person = personOf({ ...settings.right, seed }, index);
    const life = lifeOf(world, person);
    roster.push(rosterOf(person, settings.right));
    enrolments.push(enrolmentOf(person, life, startsAt, endsAt));
    truths.push({ ...person.truth, leftOnDay: life.leftOnDay });
    for (const event of life.events) events.push(event);
    if ((index + 1) % BLOCK === 0) yield { phase: "people", done: index + 1, total: learners };
  }
  const campaign = campaignOf(settings.right, COURSE, truths);
  for (const event of campaign.events) events.push(event);
  events.sort((a, b) => a.at - b.at || ((a.id ?? "") < (b.id ?? "") ? -1 : 1));
  return right({
    kind: "academy",
    version: 1,
    settings: settings.right,
    endsAt,
    course: COURSE,
    records: { roster, enrolments, modules: world.modules, events },
    truth: { learners: truths, campaign: campaign.truth },
  });
}

/** The zones by name, compiled for the history and the year after it. */
const compileZones = ({ zones, startsAt, weeks }: AcademySettings): Result<ReadonlyMap<string, CompiledZone>> => {
  const compiled = new Map<string, CompiledZone>();
  for (const [index, zone] of zones.entries()) {
    const result = compileZone({ zone, from: startsAt - 30 * DAY_MS, to: startsAt + (weeks * 7 + 366) * DAY_MS });
    if (isLeft(result)) {
      const expected = "the IANA name of a zone";
      return invalidInput(NAME, [
        { path: ["zones", index], code: "unknown-value", expected, received: JSON.stringify(zone) },
      ]);
    }
    compiled.set(zone, result.right);
  }
  return right(compiled);
};

const rosterOf = (
  { truth, unit, role, zone, manager, fte }: Person,
  { startsAt }: AcademySettings,
): PersonInterval => ({
  person: truth.learner,
  from: startsAt - 365 * DAY_MS,
  to: null,
  unit,
  role,
  zone,
  fte,
  manager,
});

const enrolmentOf = (
  { truth, origin }: Person,
  { leftAt, completedAt }: Life,
  startsAt: number,
  endsAt: number,
): Enrolment => ({
  learner: truth.learner,
  course: COURSE,
  origin,
  enrolledAt: startsAt,
  ...(origin === "mandatory" ? { dueAt: endsAt } : {}),
  ...(leftAt === null ? {} : { leftAt }),
  ...(completedAt === null ? {} : { completedAt }),
});
