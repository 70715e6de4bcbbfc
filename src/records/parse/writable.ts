/** The same type while it is being built. */
export type Writable<A> = { -readonly [K in keyof A]: A[K] };
