/** "activeDays" as people write it: "active days". High log1pClicks are high clicks, so that prefix goes. */
export const featureInWords = (feature: string): string =>
  feature
    .replace(/^log1p(?=.)/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
