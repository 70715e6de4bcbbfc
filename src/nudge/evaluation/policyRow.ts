/** One logged choice, its reward, and what the policy asked about would have done there. */
export interface PolicyRow {
  /** What came of it. */
  readonly reward: number;
  /** With which probability the action was taken when it was logged, in (0, 1]. */
  readonly probability: number;
  /** With which probability the policy asked about would have taken the same action, in [0, 1]. */
  readonly target: number;
  /** What a model expects of the action taken: for the direct and the doubly robust estimators. */
  readonly predicted?: number;
  /** What the model expects under the policy asked about: Σ target × prediction over all actions. */
  readonly predictedUnderTarget?: number;
  /**
   * With which probability the policy asked about would have taken an action that had no chance of being logged, in [0, 1]. Default: 0,
   * or 1 - `target` where `probability` is 1.
   */
  readonly unsupported?: number;
  /** Id of the learner: decisions about one learner are not independent, so standard errors are computed over learners. */
  readonly learner?: string;
}

/** The same, by columns: arrays or typed arrays of one length. For large logs; nothing is copied that need not be. */
export interface PolicyColumns {
  /** What came of it. */
  readonly reward: ArrayLike<number>;
  /** With which probability the action was taken when it was logged, in (0, 1]. */
  readonly probability: ArrayLike<number>;
  /** With which probability the policy asked about would have taken the same action, in [0, 1]. */
  readonly target: ArrayLike<number>;
  /** What a model expects of the action taken. */
  readonly predicted?: ArrayLike<number>;
  /** What the model expects under the policy asked about. */
  readonly predictedUnderTarget?: ArrayLike<number>;
  /** With which probability the policy asked about would have taken an action that had no chance of being logged. */
  readonly unsupported?: ArrayLike<number>;
  /** Ids of the learners. */
  readonly learner?: ArrayLike<string>;
}

/** With which probability a row's target does what had no chance: what is said, and whatever a certain decision left out. */
export const unsupportedIn = (probability: number, target: number, said: number): number =>
  probability === 1 ? Math.max(said, 1 - target) : said;
