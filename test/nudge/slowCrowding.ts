// The slow twin of crowding: each instant at which a message leaves is tried by itself, against all messages.
interface Message {
  readonly at: number;
  readonly count: number;
}

export const slowCrowding = (
  past: readonly Message[],
  at: number,
  spanMs: number,
  max: number,
): { readonly found: number; readonly until: number | null } | null => {
  const foundAt = (instant: number): number =>
    past.reduce((sum, message) => (Math.abs(message.at - instant) < spanMs ? sum + message.count : sum), 0);
  const found = foundAt(at);
  if (found < max) return null;
  const ends = past.map((message) => message.at + spanMs).filter((end) => end > at && foundAt(end) < max);
  return { found, until: ends.length === 0 ? null : Math.min(...ends) };
};
