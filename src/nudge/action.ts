/** What a nudge policy can decide: send one of the candidates, or leave the learner alone. */
export type NudgeAction = Nothing | Send;

/** Leave the learner alone. It is always among the alternatives. */
export interface Nothing {
  /** Tells it apart from a message. */
  readonly kind: "nothing";
}

/** Send one candidate. */
export interface Send {
  /** Tells it apart from nothing. */
  readonly kind: "send";
  /** Id of the candidate. */
  readonly candidate: string;
  /** By which channel. */
  readonly channel: string;
  /** What the message is for; every send that `decide` makes says so. */
  readonly purpose?: string;
  /** Id of the module that it points to. */
  readonly module?: string;
}

/** A message that could be sent now. Keys beside these (its text, a link) are the host's own and are not read, unless they look like a misspelling of one of these. */
export interface NudgeCandidate {
  /** Unique among the candidates of one decision. */
  readonly id: string;
  /** The host's word for the way it goes: "email", "push", "chat". Compared without regard to case and blanks around. */
  readonly channel: string;
  /**
   * The host's word for what it is for: "reminder", "recommendation". The policy's `legal` must name it. Opt-outs, consents, objections
   * and caps are kept per channel and purpose. Compared without regard to case and blanks around.
   */
  readonly purpose: string;
  /** Id of the module that it points to. */
  readonly module?: string;
  /** For mandatory training whose basis is a legal obligation: which one, and until when. Then `module` must be there too. */
  readonly obligation?: Obligation;
  /** Expected reward if it is sent, in [0, 1]: the estimate of the host or of a model. */
  readonly expected: number;
  /** From this instant on it is too late to send; epoch milliseconds or a Date. */
  readonly expiresAt?: number | Date;
}

/** What the law demands of the learner, and until when. */
export interface Obligation {
  /** The law, in the words of the policy's `legal` entry. */
  readonly reference: string;
  /** By when the training must be done; epoch milliseconds or a Date. */
  readonly deadline: number | Date;
}

/** The action that a candidate stands for. */
export const sending = (candidate: Pick<NudgeCandidate, "id" | "channel" | "purpose" | "module">): Send => ({
  kind: "send",
  candidate: candidate.id,
  channel: candidate.channel,
  purpose: candidate.purpose,
  ...(candidate.module === undefined ? {} : { module: candidate.module }),
});

/** What messages a rule is about; a missing key is: all of them. Names are compared without regard to case and blanks around. */
export interface Scope {
  /** Only messages by this channel. */
  readonly channel?: string;
  /** Only messages for this purpose. */
  readonly purpose?: string;
}

/** Whether a rule of that scope is about a message, both with canonical names; of a message that does not say, it is assumed. */
export const isAbout = (scope: Scope, message: Scope): boolean =>
  (scope.channel === undefined || message.channel === undefined || scope.channel === message.channel) &&
  (scope.purpose === undefined || message.purpose === undefined || scope.purpose === message.purpose);

/** A scope in the values of a reason. */
export const scopeValues = ({ channel = "any", purpose = "any" }: Scope): { channel: string; purpose: string } => ({
  channel,
  purpose,
});
