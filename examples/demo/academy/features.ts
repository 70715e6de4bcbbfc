/** What the columns of activity are called where people read of them. */
const FEATURES: Readonly<Record<string, string>> = {
  log1pClicks: "clicks (on a log scale)",
  activeDays: "days with activity",
  distinctObjects: "number of different pages",
  weekEntropy: "evenness over the weeks (entropy)",
  longestStreak: "longest run of days",
  dormantDays: "days since the last activity",
  elapsedDays: "days since the start",
  asOf: "the day of the cut",
  learner: "the learner's id",
};

/** A sentence, or the name of a column alone, with the columns in words. */
export const featureInWords = (text: string): string =>
  text.replace(
    /\b(?:log1pClicks|activeDays|distinctObjects|weekEntropy|longestStreak|dormantDays|elapsedDays|asOf)\b|^learner$/g,
    (name) => FEATURES[name] ?? name,
  );
