import type { ReadOffers } from "./offers.ts";

/** Days since the offer that share one chance of starting. */
export interface StartDayGroup {
  /** The first day of the group; the day of the offer is 0. */
  readonly fromDay: number;
  /** The last day of the group. */
  readonly throughDay: number;
  /** On how many days, over all offers, a start could have been seen. */
  readonly offerDays: number;
  /** How many there were. */
  readonly starts: number;
}

/** The group that is being put together. */
interface Open {
  fromDay: number;
  offerDays: number;
  starts: number;
  /** The number of a learner who could have started in it, -1 for none. */
  learner: number;
  /** Whether there is another. */
  several: boolean;
}

/** The days with one chance to begin with: 0, 1, 2 to 3, 4 to 7, 8 to 15 and so on up to the horizon. */
const firstDays = (horizonDays: number): readonly number[] => {
  const days = [0];
  for (let day = 1; day < horizonDays; day *= 2) days.push(day);
  return days;
};

/** For how many days within the horizon an offer could have been started, the day of its start included. */
export const daysAtRisk = (offers: ReadOffers, offer: number, horizonDays: number): number => {
  const watched = Math.min(offers.watchedDays[offer] as number, horizonDays); // offer is below their number
  const start = offers.startDay[offer] as number;
  return start >= 0 && start < watched ? start + 1 : watched;
};

/** Whether the start of an offer was within whole watched days of the horizon. */
export const startCounts = (offers: ReadOffers, offer: number, horizonDays: number): boolean => {
  const start = offers.startDay[offer] as number; // as above
  return start >= 0 && start < Math.min(offers.watchedDays[offer] as number, horizonDays);
};

/**
 * Groups of days with a start, a day without one, and two learners each: days 0, 1, 2 to 3, 4 to 7 and so on, where one lacks any of these put
 * together with the next, the last with the one before.
 */
export const dayGroupsOf = (offers: ReadOffers, horizonDays: number): readonly StartDayGroup[] => {
  const from = firstDays(horizonDays);
  const cells: Open[] = from.map((fromDay) => ({ fromDay, offerDays: 0, starts: 0, learner: -1, several: false }));
  for (let offer = 0; offer < offers.minutes.length; offer += 1) {
    const days = daysAtRisk(offers, offer, horizonDays);
    const learner = offers.cluster[offer] as number; // offer is below their number
    for (let place = 0; place < cells.length; place += 1) {
      const cell = cells[place] as Open; // place is below their number
      if (cell.fromDay >= days) break;
      const next = from[place + 1] ?? horizonDays;
      cell.offerDays += Math.min(days, next) - cell.fromDay;
      if (days <= next && startCounts(offers, offer, horizonDays)) cell.starts += 1;
      cell.several ||= cell.learner >= 0 && cell.learner !== learner;
      cell.learner = learner;
    }
  }
  const groups: Open[] = [];
  let before: Open | undefined;
  for (const cell of cells) {
    before = before === undefined || serves(before) ? cell : joined(before, cell);
    if (before === cell) groups.push(before);
    else groups[groups.length - 1] = before;
  }
  const last = groups[groups.length - 1];
  const previous = groups[groups.length - 2];
  if (last !== undefined && previous !== undefined && !serves(last)) groups.splice(-2, 2, joined(previous, last));
  return groups.map(({ fromDay, offerDays, starts }, place) => ({
    fromDay,
    throughDay: (groups[place + 1]?.fromDay ?? horizonDays) - 1,
    offerDays,
    starts,
  }));
};

const serves = ({ offerDays, starts, several }: Open): boolean => several && starts > 0 && starts < offerDays;

const joined = (one: Open, other: Open): Open => ({
  fromDay: one.fromDay,
  offerDays: one.offerDays + other.offerDays,
  starts: one.starts + other.starts,
  learner: other.learner < 0 ? one.learner : other.learner,
  several: one.several || other.several || (one.learner >= 0 && other.learner >= 0 && one.learner !== other.learner),
});
