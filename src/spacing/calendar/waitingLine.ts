/** Numbers that wait, of which the smallest leaves first. */
export interface WaitingLine {
  /** How many wait. */
  size(): number;
  /** One more waits. */
  join(number: number): void;
  /** The smallest leaves; `undefined` where nobody waits. */
  leave(): number | undefined;
}

/** A line of numbers, as a binary heap: joining and leaving cost the logarithm of its length. */
export const waitingLine = (): WaitingLine => {
  const heap: number[] = [];
  const rise = (from: number): void => {
    const number = heap[from] as number; // in range, here and below
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((heap[above] as number) <= number) break;
      heap[at] = heap[above] as number;
      at = above;
    }
    heap[at] = number;
  };
  const sink = (number: number): void => {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const right = left + 1;
      const below = right < heap.length && (heap[right] as number) < (heap[left] as number) ? right : left;
      if ((heap[below] as number) >= number) break;
      heap[at] = heap[below] as number;
      at = below;
    }
    heap[at] = number;
  };
  return {
    size: () => heap.length,
    join: (number) => {
      heap.push(number);
      rise(heap.length - 1);
    },
    leave: () => {
      const first = heap[0];
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) sink(last);
      return first;
    },
  };
};
