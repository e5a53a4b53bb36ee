import { edited, smithy, type Cut } from './cut.ts';

/*
 * Work that the SDK does for each call and need not, with the same outcome: together a third of the CPU of a read
 * (docs/performance.md). What copies of objects cost is V8's affair, and was measured on Node.js 20 and 24.
 */

/** Each call copies the configuration four times, left by its many resolvers in a form that is slow to copy. */
const configuration: readonly Cut[] = [
  // Three of the copies are only read, and may as well inherit…
  ...['Serialization', 'Deserialization'].map((direction) =>
    edited(`${smithy}/schema/middleware/schema${direction}Middleware.js`, [
      /\.\.\.config,(?=\s+\.\.\.context,)/,
      () => '__proto__: config,',
    ]),
  ),
  edited(`${smithy}/endpoints/middleware-endpoint/endpointMiddleware.js`, [
    /\{ \.\.\.config \}, context/,
    () => '{ __proto__: config }, context',
  ]),
  // … and a signer takes nothing of it but what is named beside it.
  edited('@aws-sdk/core/dist-es/submodules/httpAuthSchemes/aws_sdk/resolveAwsSdkSigV4Config.js', [
    /\.\.\.config,(?=\s+credentials: config\.credentials,)/g,
    () => '',
  ]),
];

export const quicker: readonly Cut[] = [
  ...configuration,
  // Some twenty middlewares are put in order in a stack of the call's own, and each is copied three times.
  edited(
    `${smithy}/client/middleware-stack/MiddlewareStack.js`,
    [/\{ \.\.\.entry \}/g, () => 'entry'],
    [
      /= \{\s+\.\.\.entry,\s+before: \[\],\s+after: \[\],\s+\};/g,
      () => '= Object.assign(entry, { before: [], after: [] });',
    ],
  ),
  // Node.js 24 takes five times as long for a key in bytes as for the same key in characters; a call has two.
  edited(`${smithy}/checksum/sha256/Sha256Node.js`, [
    /createHmac\("sha256", toBuffer\(this\.secret\)\)/,
    () => `typeof this.secret === "string"
      ? createHmac("sha256", this.secret)
      : createHmac("sha256", toBuffer(this.secret).toString("latin1"), { encoding: "latin1" })`,
  ]),
  // What names SDK, system and Node.js is always the same.
  edited('@aws-sdk/core/dist-es/submodules/client/middleware-user-agent/user-agent-middleware.js', [
    /\(await options\.defaultUserAgentProvider\(\)\)\.map\(escapeUserAgent\)/,
    (whole) => `[...(options.escapedUserAgent ??= ${whole})]`,
  ]),
  // An error with its stack trace, that nobody throws.
  edited(`${smithy}/retry/middleware-retry/retryMiddleware.js`, [
    /let lastError = new Error\(\);/,
    () => 'let lastError;',
  ]),
];
