/** What the columns of activity are called where people read of them: in the words of the personas' names. */
const FEATURES: Readonly<Record<string, string>> = {
  log1pClicks: "clicks (on a log scale)",
  activeDays: "active days",
  distinctObjects: "distinct objects (pages, questions and modules)",
  weekEntropy: "week entropy (evenness over the weeks)",
  longestStreak: "longest streak (days in a row)",
  dormantDays: "dormant days (since the last activity)",
  lastActiveDay: "last active day",
  elapsedDays: "elapsed days (since the start)",
  asOf: "the day of the cut",
  learner: "the learner's id",
};

/** A sentence, or the name of a column alone, with the columns in words. */
export const featureInWords = (text: string): string =>
  text.replace(
    /\b(?:log1pClicks|activeDays|distinctObjects|weekEntropy|longestStreak|dormantDays|lastActiveDay|elapsedDays|asOf)\b|^learner$/g,
    (name) => FEATURES[name] ?? name,
  );
