/** Runs a generator to its end: what it handed over on the way, and what it ended in. */
export const drained = <Step, Answer>(
  steps: Generator<Step, Answer, void>,
): { readonly seen: readonly Step[]; readonly answer: Answer } => {
  const seen: Step[] = [];
  let next = steps.next();
  while (next.done !== true) {
    seen.push(next.value);
    next = steps.next();
  }
  return { seen, answer: next.value };
};
