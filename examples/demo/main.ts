import { writeFileSync } from "node:fs";
import { argv } from "node:process";
import { academyFigures, academySections, academyText } from "./academy/present.ts";
import { tellAcademy } from "./academy/story.ts";
import { ouladFigures, ouladSections, ouladText } from "./oulad/present.ts";
import { tellOulad } from "./oulad/story.ts";
import { page, type Section } from "./page.ts";

const SEED = 7;
const LEARNERS = 1500;
const WEEKS = 12;

const folderAfter = (flag: string): string | null => {
  const at = argv.indexOf(flag);
  return at < 0 ? null : (argv[at + 1] ?? null);
};

const write = (title: string, lead: string, sections: readonly Section[], figures: object, footer: string): void => {
  writeFileSync("demo.html", page(title, lead, sections, footer));
  writeFileSync("demo.json", `${JSON.stringify(figures, null, 2)}\n`);
  console.info("\nWritten: demo.html (the same with charts, stands alone) and demo.json (every figure, named).");
};

const oulad = folderAfter("--oulad");
if (oulad === null) {
  const stories = {
    plain: tellAcademy({ seed: SEED, learners: LEARNERS, weeks: WEEKS }),
    confounded: tellAcademy({ seed: SEED, learners: LEARNERS, weeks: WEEKS, confounding: 1 }),
  };
  console.info(academyText(stories));
  const lead =
    "Records become personas, a next step, a review, a nudge decision with its probability, and an effect with its error. The academy is simulated, so that the truth is known.";
  write(
    "Once round the loop",
    lead,
    await academySections(stories),
    { academy: academyFigures(stories) },
    `learnlift demo, seed ${SEED}. Simulated people; nobody real is in here.`,
  );
} else {
  const story = tellOulad(oulad);
  console.info(ouladText(story));
  const lead = "What real click-stream data can answer, and what it cannot.";
  const credit =
    "Data: Open University Learning Analytics Dataset, Kuzilek, Hlosta and Zdrahal 2017, doi 10.1038/sdata.2017.171, CC BY 4.0.";
  write("OULAD round the loop", lead, await ouladSections(story), { oulad: ouladFigures(story) }, credit);
}
