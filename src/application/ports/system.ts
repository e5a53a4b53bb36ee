/** The current time. */
export type Clock = () => Date;

/** A new, unique, lower-case UUID. */
export type NewId = () => string;

/** SHA-256 of the parts, as 64 lower-case hex digits. Different lists never yield the same text to hash. */
export type Fingerprint = (parts: readonly (string | null)[]) => string;
