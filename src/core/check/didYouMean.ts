/** Longer words are not compared: the cost of a comparison grows with the product of the lengths. */
const LONGEST = 60;

/** Spelling conventions are no difference: max_iterations is maxIterations. */
const plain = (word: string): string => word.toLowerCase().replace(/[\s_.-]/g, "");

/**
 * The known word nearest to a mistyped one, if it is near: at most a third of its letters are inserted, left out, replaced or
 * swapped with a neighbour, or one word begins with the other. The first of several equally near ones.
 *
 * Cost: the length of the word times the letters of all known words.
 */
export const didYouMean = (word: string, known: readonly string[]): string | undefined => {
  if (word.length > LONGEST) return undefined;
  const wanted = plain(word);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    if (candidate.length > LONGEST) continue;
    const spelled = plain(candidate);
    const allowed = Math.max(1, Math.floor(spelled.length / 3));
    const distance = Math.min(beginning(wanted, spelled), editDistance(wanted, spelled, allowed));
    // a word of which every letter would change is another word
    if (distance < bestDistance && distance <= allowed && distance < Math.max(wanted.length, spelled.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
};

/** 1 where one word begins with the other and at least three letters agree: maxIter for maxIterations. */
const beginning = (first: string, second: string): number =>
  Math.min(first.length, second.length) >= 3 && (first.startsWith(second) || second.startsWith(first))
    ? 1
    : Number.POSITIVE_INFINITY;

/** Letters to insert, leave out, replace or swap with a neighbour (optimal string alignment); infinite beyond `most`. */
const editDistance = (from: string, to: string, most: number): number => {
  if (Math.abs(from.length - to.length) > most) return Number.POSITIVE_INFINITY;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      let least = Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        least = Math.min(least, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(least);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length] ?? 0;
};
