/** Where a person stood in the organisation between two instants (epoch milliseconds, `to` excluded, `null` still open). */
export interface PersonInterval {
  /** Id of the person. */
  readonly person: string;
  /** First instant at which it holds. */
  readonly from: number;
  /** First instant at which it holds no more; `null` while it still does. */
  readonly to: number | null;
  /** Id of the team, department or cohort. */
  readonly unit: string;
  /** Id or name of the role. */
  readonly role: string;
  /** IANA name of the zone in which the person works. */
  readonly zone: string;
  /** Full-time equivalent, in (0, 1]. */
  readonly fte: number;
  /** Id of the manager, or `null` for none. */
  readonly manager: string | null;
}
