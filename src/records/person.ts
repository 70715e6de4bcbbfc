/** Where a person stood in the organisation between two instants (epoch milliseconds, `to` excluded, `null` still open). */
export interface PersonInterval {
  readonly person: string;
  readonly from: number;
  readonly to: number | null;
  readonly unit: string;
  readonly role: string;
  /** IANA name of the zone in which the person works. */
  readonly zone: string;
  /** Full-time equivalent, in (0, 1]. */
  readonly fte: number;
  readonly manager: string | null;
}
