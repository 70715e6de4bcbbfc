/** Milliseconds in a minute, an hour and a day of 24 hours. */
export const MINUTE_MS: number = 60_000;
export const HOUR_MS: number = 3_600_000;
export const DAY_MS: number = 86_400_000;
