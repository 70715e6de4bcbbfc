/** The nearest number between two bounds. */
export const clamp = (value: number, lower: number, upper: number): number => Math.min(Math.max(value, lower), upper);
